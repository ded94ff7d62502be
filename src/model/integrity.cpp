#include "model/integrity.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"

namespace descent::model {
namespace {

/// Each text and number with its length, so that no two containers give the same bytes.
class Sum {
public:
    void number(std::uint64_t value) { sum_.add(std::as_bytes(std::span(&value, 1))); }
    void bytes(std::span<const std::byte> value) {
        number(value.size());
        sum_.add(value);
    }
    void text(const std::string& value) { bytes(storage::as_bytes(value)); }
    std::string digits() const { return hexadecimal(sum_.value()); }

private:
    storage::Checksum sum_;
};

}  // namespace

std::string checksum_of(const Container& container) {
    auto metadata = container.metadata;
    std::erase_if(metadata, [](const auto& entry) { return entry.first == checksum_key; });
    std::ranges::sort(metadata);
    std::vector<const TensorBytes*> tensors;
    for (const TensorBytes& tensor : container.tensors) tensors.push_back(&tensor);
    std::ranges::sort(tensors, {}, &TensorBytes::name);
    Sum sum;
    sum.number(metadata.size());
    for (const auto& [name, text] : metadata) {
        sum.text(name);
        sum.text(text);
    }
    for (const TensorBytes* tensor : tensors) {
        sum.text(tensor->name);
        sum.text(tensor->type);
        sum.number(tensor->shape.size());
        for (const std::size_t size : tensor->shape) sum.number(size);
        sum.bytes(tensor->bytes);
    }
    return sum.digits();
}

void require_intact(const Container& container, const std::string& path) {
    const std::string* expected = container.text(checksum_key);
    if (expected == nullptr) {
        throw InputError(path, "__metadata__", "no checksum",
                         "one: the file is damaged, or was not written by Descent");
    }
    const std::string actual = checksum_of(container);
    if (actual == *expected) return;
    throw InputError(path, "", "checksum " + actual, printable(*expected) + ": the file is damaged");
}

}  // namespace descent::model
