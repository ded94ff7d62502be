#include "data/idx.h"

#include <descent/error.h>

#include <array>

#include "base/text.h"
#include "data/gzip.h"

namespace descent::data {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::byte unsigned_bytes{0x08};

std::string hexadecimal(Bytes bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::byte byte : bytes) {
        const auto value = std::to_integer<unsigned>(byte);
        text += {digits[value >> 4], digits[value & 15], ' '};
    }
    if (!text.empty()) text.pop_back();
    return text;
}

[[noreturn]] void fail_early_end(const std::string& file, std::size_t size, const std::string& expected) {
    throw InputError(file, "byte " + to_text(size), "the end of the file", expected);
}

/// The number of dimensions, from the first four bytes.
std::size_t rank_of(Bytes start, const std::string& file) {
    if (start.size() < 4) fail_early_end(file, start.size(), "an IDX header: 00 00 08 RANK");
    if (start[0] != std::byte{0} || start[1] != std::byte{0} || start[3] == std::byte{0}) {
        throw InputError(file, "byte 0", hexadecimal(start), "an IDX header: 00 00 08 RANK");
    }
    if (start[2] != unsigned_bytes) {
        throw InputError(file, "byte 2", "element type " + hexadecimal(start.subspan(2, 1)), "08 (unsigned bytes)");
    }
    return std::to_integer<std::size_t>(start[3]);
}

std::vector<std::size_t> shape_of(Bytes sizes, std::size_t rank, const std::string& file) {
    if (sizes.size() < 4 * rank) fail_early_end(file, 4 + sizes.size(), to_text(rank) + " sizes of 4 bytes");
    std::vector<std::size_t> shape(rank);
    for (std::size_t i = 0; i < 4 * rank; ++i) {
        shape[i / 4] = shape[i / 4] << 8 | std::to_integer<std::size_t>(sizes[i]);
    }
    return shape;
}

}  // namespace

Array parse_idx(const storage::FileBytes& file) {
    const Bytes all = file.bytes;
    const std::size_t rank = rank_of(all.first(std::min<std::size_t>(all.size(), 4)), file.path);
    const auto shape = shape_of(all.subspan(4, std::min(all.size() - 4, 4 * rank)), rank, file.path);
    const Bytes elements = all.subspan(4 + 4 * rank);
    const std::size_t count = count_elements(shape, 1, elements.size(), file.path, "header");
    if (elements.size() != count) {
        throw InputError(file.path, "byte " + to_text(4 + 4 * rank + count),
                         to_text(elements.size() - count) + " bytes after the last element", "the end of the file");
    }
    return {ElementType::u8, shape, {file.owner, elements, file.path}};
}

Array parse_idx_gzip(const storage::FileBytes& file) {
    GzipReader reader(file);
    std::array<std::byte, 4> start;
    const std::size_t rank = rank_of(std::span(start).first(reader.read(start)), file.path);
    std::vector<std::byte> sizes(4 * rank);
    sizes.resize(reader.read(sizes));
    const auto shape = shape_of(sizes, rank, file.path);
    const std::size_t count = count_elements(shape, 1, file.bytes.size() * most_inflation, file.path, "header");
    const auto memory = std::make_shared_for_overwrite<std::byte[]>(count);
    const std::size_t filled = reader.read({memory.get(), count});
    if (filled < count) fail_early_end(file.path, 4 + 4 * rank + filled, shape_text(shape) + " bytes");
    std::byte more;
    if (reader.read({&more, 1}) > 0) {
        throw InputError(file.path, "byte " + to_text(4 + 4 * rank + count), "bytes after the last element",
                         "the end of the data");
    }
    return {ElementType::u8, shape, {memory, {memory.get(), count}, file.path}};
}

}  // namespace descent::data
