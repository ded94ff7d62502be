#include "data/array.h"

#include <descent/error.h>

#include <limits>

#include "base/text.h"
#include "data/elements.h"

namespace descent::data {
namespace {

/// The index of the first element that is not finite, or `count`.
template <class T>
std::size_t first_not_finite(const std::byte* bytes, std::size_t count) {
    constexpr T largest = std::numeric_limits<T>::max();
    constexpr std::size_t block = 4096;  // looked at without leaving early, so that the compiler can vectorise
    for (std::size_t first = 0; first < count; first += block) {
        const std::size_t end = std::min(first + block, count);
        bool good = true;
        for (std::size_t i = first; i < end; ++i) {
            const T value = element<T>(bytes, i);
            good &= value >= -largest && value <= largest;
        }
        for (std::size_t i = first; !good && i < end; ++i) {
            const T value = element<T>(bytes, i);
            if (!(value >= -largest && value <= largest)) return i;
        }
    }
    return count;
}

}  // namespace

std::size_t count_elements(const std::vector<std::size_t>& shape, std::size_t element_bytes, std::uint64_t available,
                           const std::string& file, const std::string& place) {
    const std::uint64_t most = available / element_bytes;
    std::uint64_t count = 1;
    for (const std::size_t size : shape) {
        if (size == 0)
            throw InputError(file, place, "0 in the shape " + shape_text(shape), "at least one pattern and input");
    }
    for (const std::size_t size : shape) {
        if (size > most / count) {
            throw InputError(file, place, "a shape of " + shape_text(shape),
                             "no more than the file's " + to_text(available) + " bytes can hold");
        }
        count *= size;
    }
    return count;
}

std::string shape_text(const std::vector<std::size_t>& shape) {
    std::vector<std::string> sizes;
    for (const std::size_t size : shape) sizes.push_back(to_text(size));
    return join(sizes, " x ");
}

std::string element_place(const std::vector<std::size_t>& shape, std::size_t index) {
    std::string text;
    for (std::size_t d = shape.size(); d-- > 0; index /= shape[d]) {
        text = to_text(index % shape[d]) + (text.empty() ? "" : ", ") + text;
    }
    return "element [" + text + "]";
}

void require_finite(const Array& array) {
    if (array.type != ElementType::f32 && array.type != ElementType::f64) return;
    const std::byte* bytes = array.elements.bytes.data();
    const std::size_t count = array.elements.bytes.size() / size_of(array.type);
    const bool single = array.type == ElementType::f32;
    const std::size_t bad = single ? first_not_finite<float>(bytes, count) : first_not_finite<double>(bytes, count);
    if (bad == count) return;
    const double value = single ? element<float>(bytes, bad) : element<double>(bytes, bad);
    throw InputError(array.elements.path, element_place(array.shape, bad), to_text(value), "a finite number");
}

Dataset::Inputs to_inputs(const Array& array) {
    if (array.text) {
        throw InputError(array.elements.path, "header", "texts as inputs",
                         "numbers: save numpy.unique(array, return_inverse=True)[1], the number of each text among the "
                         "sorted ones");
    }
    const std::size_t elements = array.elements.bytes.size() / size_of(array.type);
    return {array.elements.owner, array.elements.bytes.data(), array.type,
            array.shape[0],       elements / array.shape[0],   array.pixels};
}

}  // namespace descent::data
