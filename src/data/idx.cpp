#include "data/idx.h"

#include <descent/error.h>

#include <array>

#include "base/text.h"
#include "data/gzip.h"
#include "data/inflate_at_once.h"
#include "data/number_type.h"

namespace descent::data {
namespace {

using Bytes = std::span<const std::byte>;

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

/// The first four bytes.
struct Start {
    NumberType type;
    std::size_t rank = 0;
};

/// All types but unsigned bytes are signed; all are big-endian.
NumberType type_of_code(std::byte code, const std::string& file) {
    switch (std::to_integer<unsigned>(code)) {
        case 0x08: return {NumberKind::natural, 1, true};
        case 0x09: return {NumberKind::whole, 1, true};
        case 0x0B: return {NumberKind::whole, 2, true};
        case 0x0C: return {NumberKind::whole, 4, true};
        case 0x0D: return {NumberKind::floating, 4, true};
        case 0x0E: return {NumberKind::floating, 8, true};
        default: break;
    }
    throw InputError(file, "byte 2", "element type " + hexadecimal(Bytes(&code, 1)),
                     "08 (unsigned bytes), 09 (bytes), 0b, 0c (16 or 32 bits), 0d or 0e (float or double)");
}

Start start_of(Bytes start, const std::string& file) {
    if (start.size() < 4) fail_early_end(file, start.size(), "an IDX header: 00 00 TYPE RANK");
    if (start[0] != std::byte{0} || start[1] != std::byte{0} || start[3] == std::byte{0}) {
        const bool is_gzip = start[0] == std::byte{0x1F} && start[1] == std::byte{0x8B};
        throw InputError(
            file, "byte 0", hexadecimal(start),
            std::string("an IDX header: 00 00 TYPE RANK") + (is_gzip ? "; a compressed file's name ends in .gz" : ""));
    }
    return {type_of_code(start[2], file), std::to_integer<std::size_t>(start[3])};
}

std::vector<std::size_t> shape_of(Bytes sizes, std::size_t rank, const std::string& file) {
    if (sizes.size() < 4 * rank) fail_early_end(file, 4 + sizes.size(), to_text(rank) + " sizes of 4 bytes");
    std::vector<std::size_t> shape(rank);
    for (std::size_t i = 0; i < 4 * rank; ++i) {
        shape[i / 4] = shape[i / 4] << 8 | std::to_integer<std::size_t>(sizes[i]);
    }
    return shape;
}

/// Unsigned bytes are what IDX keeps images in.
Array array_of(const Start& start, std::vector<std::size_t> shape, storage::FileBytes elements) {
    Array array = to_native(start.type, ElementOrder::rows, std::move(shape), std::move(elements));
    array.pixels = array.type == ElementType::u8;
    return array;
}

}  // namespace

Array parse_idx(const storage::FileBytes& file) {
    const Bytes all = file.bytes;
    const Start start = start_of(all.first(std::min<std::size_t>(all.size(), 4)), file.path);
    const std::size_t first = 4 + 4 * start.rank;
    const auto shape = shape_of(all.subspan(4, std::min(all.size(), first) - 4), start.rank, file.path);
    const Bytes elements = all.subspan(first);
    const std::size_t size =
        start.type.bytes * count_elements(shape, start.type.bytes, elements.size(), file.path, "header");
    if (elements.size() != size) {
        throw InputError(file.path, "byte " + to_text(first + size),
                         to_text(elements.size() - size) + " bytes after the last element", "the end of the file");
    }
    return array_of(start, shape, {file.owner, elements, file.path});
}

Array parse_idx_gzip(const storage::FileBytes& file) {
    GzipReader reader(file);
    std::array<std::byte, 4> start_bytes;
    const Start start = start_of(std::span(start_bytes).first(reader.read(start_bytes)), file.path);
    std::vector<std::byte> sizes(4 * start.rank);
    sizes.resize(reader.read(sizes));
    const auto shape = shape_of(sizes, start.rank, file.path);
    const std::uint64_t most = file.bytes.size() * most_inflation;
    const std::size_t size = start.type.bytes * count_elements(shape, start.type.bytes, most, file.path, "header");
    require_plausible_size(size, file.bytes.size(), file.path, "header");
    const std::size_t first = 4 + 4 * start.rank;
    const auto memory = std::make_shared_for_overwrite<std::byte[]>(first + size);
    const std::span<std::byte> elements(memory.get() + first, size);
    if (inflate_at_once(file.bytes, {memory.get(), first + size})) {
        return array_of(start, shape, {memory, elements, file.path});
    }
    const std::size_t filled = reader.read(elements);
    if (filled < size) fail_early_end(file.path, first + filled, shape_text(shape) + " elements");
    std::byte more;
    if (reader.read({&more, 1}) > 0) {
        throw InputError(file.path, "byte " + to_text(first + size), "bytes after the last element",
                         "the end of the data");
    }
    return array_of(start, shape, {memory, elements, file.path});
}

}  // namespace descent::data
