#include "data/number_type.h"

#include <descent/error.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/text.h"

namespace descent::data {
namespace {

static_assert(std::endian::native == std::endian::little, "mapped elements are used as they stand in the file");

using Shape = std::vector<std::size_t>;

constexpr std::uint64_t largest_exact = std::uint64_t{1} << 53;  // above it doubles skip whole numbers

template <class T>
T load(const std::byte* at, bool big_endian) {
    std::array<std::byte, sizeof(T)> bytes;
    std::memcpy(bytes.data(), at, sizeof(T));
    if (big_endian) std::ranges::reverse(bytes);
    return std::bit_cast<T>(bytes);
}

/// binary16 of IEEE 754: sign, 5 bits of exponent (bias 15), 10 bits of fraction. Every one is a float32.
float from_half(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000u) << 16, exponent = half >> 10 & 31u, fraction = half & 0x3FFu;
    if (exponent == 0) {  // fraction * 2^-24
        const float magnitude = static_cast<float>(fraction) * 0x1p-24f;
        return sign != 0 ? -magnitude : magnitude;
    }
    const std::uint32_t wide_exponent = exponent == 31 ? 255 : exponent + (127 - 15);
    return std::bit_cast<float>(sign | wide_exponent << 23 | fraction << 13);
}

/// Calls `work(position in the file, position row after row)` for every element stored column after column. Blocks of
/// patterns keep the rows that are written in the cache.
template <class Work>
void for_each_by_columns(const Shape& shape, Work work) {
    constexpr std::size_t block = 64;
    const std::size_t patterns = shape[0];
    std::size_t columns = 1;
    for (std::size_t d = 1; d < shape.size(); ++d) columns *= shape[d];
    for (std::size_t first = 0; first < patterns; first += block) {
        const std::size_t end = std::min(first + block, patterns);
        Shape index(shape.size(), 0);  // of column k; the last runs fastest
        for (std::size_t k = 0; k < columns; ++k) {
            std::size_t from = 0;  // of that column in the file: the first index runs fastest
            for (std::size_t d = shape.size(); d-- > 1;) from = from * shape[d] + index[d];
            for (std::size_t p = first; p < end; ++p) work(from * patterns + p, p * columns + k);
            for (std::size_t d = shape.size(); d-- > 1 && ++index[d] == shape[d];) index[d] = 0;
        }
    }
}

/// Calls `store(position, number)` with every element as a `From`, positions row after row.
template <class From, class Store>
void for_each_number(const NumberType& type, ElementOrder order, const Shape& shape, std::span<const std::byte> bytes,
                     Store store) {
    const auto work = [&](std::size_t from, std::size_t to) {
        store(to, load<From>(bytes.data() + from * sizeof(From), type.big_endian));
    };
    if (order == ElementOrder::columns) return for_each_by_columns(shape, work);
    for (std::size_t i = 0; i < bytes.size() / sizeof(From); ++i) work(i, i);
}

class Converter {
public:
    Converter(NumberType type, ElementOrder order, const Shape& shape, const storage::FileBytes& from)
        : type_(type), order_(order), shape_(shape), from_(from), count_(from.bytes.size() / type.bytes) {}

    storage::FileBytes convert() {
        switch (type_.kind) {
            case NumberKind::boolean:
                return by<std::uint8_t, std::uint8_t>([](std::size_t, std::uint8_t value) { return value != 0; });
            case NumberKind::floating: return floating();
            case NumberKind::natural: return natural();
            case NumberKind::whole: break;
        }
        return whole();
    }

private:
    /// Every element by `change(position, number)`.
    template <class From, class To, class Change>
    storage::FileBytes by(Change change) {
        const auto memory = std::make_shared_for_overwrite<To[]>(count_);
        To* to = memory.get();
        for_each_number<From>(type_, order_, shape_, from_.bytes,
                              [&](std::size_t i, From value) { to[i] = static_cast<To>(change(i, value)); });
        return {memory, std::as_bytes(std::span(to, count_)), from_.path};
    }

    template <class From, class To>
    storage::FileBytes widened() {
        return by<From, To>([](std::size_t, From value) { return value; });
    }

    storage::FileBytes floating() {
        if (type_.bytes == 4) return widened<float, float>();
        if (type_.bytes == 8) return widened<double, double>();
        return by<std::uint16_t, float>([](std::size_t, std::uint16_t value) { return from_half(value); });
    }

    storage::FileBytes natural() {
        if (type_.bytes == 1) return widened<std::uint8_t, std::uint8_t>();
        if (type_.bytes == 2) return widened<std::uint16_t, std::int32_t>();
        if (type_.bytes == 4) return widened<std::uint32_t, std::int64_t>();
        return by<std::uint64_t, std::int64_t>([this](std::size_t i, std::uint64_t value) {
            if (value <= largest_exact) return value;
            throw InputError(from_.path, element_place(shape_, i), to_text(value), "at most 2^53 (9007199254740992)");
        });
    }

    storage::FileBytes whole() {
        if (type_.bytes == 1) return widened<std::int8_t, std::int32_t>();
        if (type_.bytes == 2) return widened<std::int16_t, std::int32_t>();
        if (type_.bytes == 4) return widened<std::int32_t, std::int32_t>();
        return widened<std::int64_t, std::int64_t>();
    }

    NumberType type_;
    ElementOrder order_;
    const Shape& shape_;
    const storage::FileBytes& from_;
    std::size_t count_;
};

/// Whether the elements are used as they lie in the file.
bool is_native(NumberType type, ElementOrder order, const Shape& shape) {
    const bool in_order = order == ElementOrder::rows || shape.size() == 1;
    const bool same_bytes = type.kind != NumberKind::boolean && size_of(native_type(type)) == type.bytes;
    const bool same_type = same_bytes && !(type.kind == NumberKind::natural && type.bytes == 8);
    return in_order && same_type && (!type.big_endian || type.bytes == 1);
}

}  // namespace

ElementType native_type(NumberType type) {
    switch (type.kind) {
        case NumberKind::boolean: return ElementType::u8;
        case NumberKind::floating: return type.bytes == 8 ? ElementType::f64 : ElementType::f32;
        case NumberKind::natural:
            if (type.bytes == 1) return ElementType::u8;
            return type.bytes == 2 ? ElementType::i32 : ElementType::i64;
        case NumberKind::whole: break;
    }
    return type.bytes == 8 ? ElementType::i64 : ElementType::i32;
}

Array to_native(NumberType type, ElementOrder order, std::vector<std::size_t> shape, storage::FileBytes elements) {
    if (!is_native(type, order, shape)) elements = Converter(type, order, shape, elements).convert();
    Array array{native_type(type), std::move(shape), std::move(elements)};
    require_finite(array);
    return array;
}

}  // namespace descent::data
