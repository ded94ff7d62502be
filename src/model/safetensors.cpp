#include "model/safetensors.h"

#include <descent/error.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/json.h"
#include "base/text.h"
#include "storage/whole_files.h"

static_assert(std::endian::native == std::endian::little, "files are little-endian and are copied as they are");

namespace descent::model {
namespace {

constexpr std::size_t length_bytes = 8;
constexpr std::size_t most_dimensions = 8;

struct ElementWidth {
    std::string_view type;
    std::size_t bytes;
};
constexpr std::array<ElementWidth, 7> element_widths = {
    {{"F32", 4}, {"F64", 8}, {"I32", 4}, {"U32", 4}, {"I64", 8}, {"U64", 8}, {"U8", 1}}};

/// One entry of the header, its numbers checked one by one but not yet against the others.
struct Entry {
    std::string name;
    std::string type;
    std::vector<std::size_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// Bytes that a tensor of that type and shape has. Throws for an unknown type, and beyond 2^63 of them.
std::uint64_t bytes_of(const Entry& entry, const std::string& path) {
    constexpr std::uint64_t limit = std::uint64_t{1} << 63;
    const auto width = std::find_if(element_widths.begin(), element_widths.end(),
                                    [&](const ElementWidth& w) { return w.type == entry.type; });
    if (width == element_widths.end()) {
        throw InputError(path, place_of(entry.name), "element type " + quote(entry.type),
                         "F32, F64, I32, U32, I64, U64 or U8");
    }
    std::uint64_t bytes = width->bytes;
    if (std::find(entry.shape.begin(), entry.shape.end(), 0u) != entry.shape.end()) return 0;
    for (const std::size_t size : entry.shape) {
        if (size > limit / bytes) {
            throw InputError(path, place_of(entry.name), "a shape of more than 2^63 bytes", "less");
        }
        bytes *= size;
    }
    return bytes;
}

std::vector<std::uint64_t> whole_numbers(const JsonReader& reader, const std::string& name, std::size_t most) {
    const Json& values = reader.array(name);
    if (values.size() > most) {
        reader.fail(name, to_text(values.size()) + " numbers", "at most " + to_text(most));
    }
    std::vector<std::uint64_t> result;
    for (const Json& value : values) {
        if (!value.is_number_unsigned()) reader.fail(name, to_json_line(value), "whole numbers from 0 up");
        result.push_back(value.get<std::uint64_t>());
    }
    return result;
}

Entry read_entry(const std::string& name, const Json& value, const std::string& path) {
    const JsonReader reader(value, path, place_of(name));
    Entry entry{.name = name, .type = reader.text("dtype"), .shape = {}, .begin = 0, .end = 0};
    for (const std::uint64_t size : whole_numbers(reader, "shape", most_dimensions)) entry.shape.push_back(size);
    const auto offsets = whole_numbers(reader, "data_offsets", 2);
    if (offsets.size() != 2) reader.fail("data_offsets", to_text(offsets.size()) + " numbers", "2");
    entry.begin = offsets[0];
    entry.end = offsets[1];
    if (value.size() != 3) {
        throw InputError(path, place_of(name), to_text(value.size()) + " members",
                         "the 3 members dtype, shape and data_offsets");
    }
    return entry;
}

std::vector<std::pair<std::string, std::string>> read_metadata(const Json& value, const std::string& path) {
    const JsonReader reader(value, path, "__metadata__");
    std::vector<std::pair<std::string, std::string>> metadata;
    for (const auto& [name, text] : value.items()) metadata.emplace_back(name, reader.text(name));
    return metadata;
}

/// The text of the header, after the 8 bytes of its length.
std::string_view header_text(std::span<const std::byte> bytes, const std::string& path) {
    if (bytes.size() < length_bytes) {
        throw InputError(path, "", to_text(bytes.size()) + " bytes", "a safetensors file of more than 8");
    }
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), length_bytes);
    const std::uint64_t most = std::min<std::uint64_t>(bytes.size() - length_bytes, largest_header);
    if (length > most) {
        throw InputError(
            path, "byte 0", "a header of " + to_text(length) + " bytes",
            "at most " + to_text(most) + ", as in a safetensors file of this size; another kind of file is no model");
    }
    return storage::as_text(bytes.subspan(length_bytes, length));
}

/// Tensors must stand one behind the other, without gap or overlap, and fill the file.
std::vector<TensorBytes> placed(std::vector<Entry> entries, std::span<const std::byte> data, const std::string& path) {
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::vector<TensorBytes> tensors;
    std::uint64_t expected = 0;
    for (Entry& entry : entries) {
        if (entry.begin != expected) {
            throw InputError(path, place_of(entry.name), "data from byte " + to_text(entry.begin),
                             "from byte " + to_text(expected) + ", where the tensor before it ends");
        }
        const std::uint64_t size = bytes_of(entry, path);
        if (entry.end < entry.begin || entry.end - entry.begin != size) {
            throw InputError(path, place_of(entry.name),
                             "data from byte " + to_text(entry.begin) + " to " + to_text(entry.end),
                             to_text(size) + " bytes, as its shape says");
        }
        if (entry.end > data.size()) {
            throw InputError(path, place_of(entry.name),
                             "a file that ends after " + to_text(data.size()) + " bytes of data",
                             "at least " + to_text(entry.end));
        }
        tensors.push_back(
            {std::move(entry.name), std::move(entry.type), std::move(entry.shape), data.subspan(entry.begin, size)});
        expected = entry.end;
    }
    if (expected != data.size()) {
        throw InputError(path, "", to_text(data.size()) + " bytes of data",
                         to_text(expected) + ", where the last tensor ends");
    }
    return tensors;
}

Json header_of(const std::vector<std::pair<std::string, std::string>>& metadata,
               const std::vector<TensorInfo>& tensors) {
    Json header = Json::object();
    Json texts = Json::object();
    for (const auto& [name, text] : metadata) texts[name] = text;
    header["__metadata__"] = std::move(texts);
    std::uint64_t offset = 0;
    for (const TensorInfo& tensor : tensors) {
        const std::uint64_t end = offset + tensor.bytes;
        Json entry = Json::object();
        entry["dtype"] = tensor.type;
        entry["shape"] = tensor.shape;
        entry["data_offsets"] = {offset, end};
        header[tensor.name] = std::move(entry);
        offset = end;
    }
    return header;
}

}  // namespace

std::string place_of(const std::string& tensor) { return "tensor " + quote(tensor); }

const std::string* Container::text(const std::string& name) const {
    const auto found = std::find_if(metadata.begin(), metadata.end(), [&](const auto& m) { return m.first == name; });
    return found == metadata.end() ? nullptr : &found->second;
}

const TensorBytes* Container::tensor(const std::string& name) const {
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const auto& t) { return t.name == name; });
    return found == tensors.end() ? nullptr : &*found;
}

Container parse_safetensors(const storage::FileBytes& file) {
    const std::string_view text = header_text(file.bytes, file.path);
    const Json header = parse_json(text, file.path, "header");
    if (!header.is_object()) throw InputError(file.path, "header", "no object", "a JSON object of tensors");
    Container container;
    std::vector<Entry> entries;
    for (const auto& [name, value] : header.items()) {
        if (name == "__metadata__") {
            container.metadata = read_metadata(value, file.path);
        } else {
            entries.push_back(read_entry(name, value, file.path));
        }
    }
    container.tensors = placed(std::move(entries), file.bytes.subspan(length_bytes + text.size()), file.path);
    return container;
}

std::string write_header(const std::vector<std::pair<std::string, std::string>>& metadata,
                         const std::vector<TensorInfo>& tensors) {
    std::string header = to_json_line(header_of(metadata, tensors));
    header.resize((header.size() + 7) / 8 * 8, ' ');  // the tensors then start at a multiple of 8
    if (header.size() > largest_header) {
        throw Error("a safetensors header of " + to_text(header.size()) + " bytes is more than the largest, " +
                    to_text(largest_header));
    }
    std::uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), length_bytes) + header;
}

void write_safetensors(const Container& container, const storage::WriteBytes& write) {
    std::vector<TensorInfo> tensors;
    for (const TensorBytes& tensor : container.tensors) {
        tensors.push_back({tensor.name, tensor.type, tensor.shape, tensor.bytes.size()});
    }
    write(storage::as_bytes(write_header(container.metadata, tensors)));
    for (const TensorBytes& tensor : container.tensors) write(tensor.bytes);
}

}  // namespace descent::model
