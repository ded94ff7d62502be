// Field numbers: onnx.proto3 of the ONNX project, IR version 7.
#include "model/import/onnx_file.h"

#include <descent/error.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>

#include "base/text.h"
#include "model/protobuf_reader.h"

namespace descent::model {
namespace {

constexpr std::size_t most_onnx_dimensions = 8;

enum ElementType : std::uint64_t { onnx_float = 1, onnx_float16 = 10, onnx_double = 11, onnx_bfloat16 = 16 };

/// IEEE 754 binary16.
double from_half(std::uint16_t bits) {
    const int exponent = (bits >> 10U) & 0x1F, fraction = bits & 0x3FF;
    const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
    if (exponent == 0x1F) return fraction == 0 ? sign * HUGE_VAL : std::nan("");
    if (exponent == 0) return sign * std::ldexp(fraction, -24);
    return sign * std::ldexp(1024 + fraction, exponent - 25);
}

template <class Stored, class Convert>
void append(std::span<const std::byte> bytes, std::vector<double>& values, const Convert& convert) {
    for (std::size_t i = 0; i + sizeof(Stored) <= bytes.size(); i += sizeof(Stored)) {
        Stored stored;
        std::memcpy(&stored, bytes.data() + i, sizeof(stored));
        values.push_back(static_cast<double>(convert(stored)));
    }
}

std::size_t width_of(std::uint64_t type) {
    switch (type) {
        case onnx_float: return 4;
        case onnx_double: return 8;
        case onnx_float16:
        case onnx_bfloat16: return 2;
        default: return 0;
    }
}

void append_of(std::uint64_t type, std::span<const std::byte> bytes, std::vector<double>& values) {
    const auto same = [](auto number) { return number; };
    switch (type) {
        case onnx_float: return append<float>(bytes, values, same);
        case onnx_double: return append<double>(bytes, values, same);
        case onnx_float16: return append<std::uint16_t>(bytes, values, from_half);
        case onnx_bfloat16:
            return append<std::uint16_t>(bytes, values, [](std::uint16_t bits) {
                return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
            });
        default: return;
    }
}

/// Numbers of a tensor before its type is known.
struct Raw {
    std::vector<std::uint64_t> dims;
    std::uint64_t type = 0;
    std::span<const std::byte> raw;
    std::vector<std::span<const std::byte>> floats, doubles;
    bool elsewhere = false;
};

OnnxTensor tensor_of(const Raw& found, const ProtoReader& reader) {
    OnnxTensor tensor;
    if (found.dims.size() > most_onnx_dimensions) {
        reader.fail(to_text(found.dims.size()) + " dimensions", "at most " + to_text(most_onnx_dimensions));
    }
    if (width_of(found.type) == 0) return tensor;
    if (found.elsewhere) reader.fail("numbers that stand in another file", "a file that holds its weights");
    if (found.raw.size() % width_of(found.type) != 0) {
        reader.fail(to_text(found.raw.size()) + " bytes", "a multiple of " + to_text(width_of(found.type)));
    }
    append_of(found.type, found.raw, tensor.values);
    for (const auto& part : found.floats) append_of(onnx_float, part, tensor.values);
    for (const auto& part : found.doubles) append_of(onnx_double, part, tensor.values);
    std::uint64_t count = 1;
    for (const std::uint64_t size : found.dims) {
        if (size != 0 && count > tensor.values.size() / size) {
            reader.fail(to_text(tensor.values.size()) + " numbers", "as many as its shape says, which are more");
        }
        count *= size;
        tensor.shape.push_back(static_cast<std::size_t>(size));
    }
    if (count != tensor.values.size()) {
        reader.fail(to_text(tensor.values.size()) + " numbers", to_text(count) + ", as its shape says");
    }
    return tensor;
}

/// TensorProto.
std::pair<std::string, OnnxTensor> read_tensor(std::span<const std::byte> bytes, const std::string& path) {
    ProtoReader reader(bytes, path, "a tensor");
    Raw found;
    std::string name;
    while (reader.next()) {
        switch (reader.field()) {
            case 1: reader.add_numbers(found.dims); break;
            case 2: found.type = reader.number(); break;
            case 4: found.floats.push_back(reader.fixed(4)); break;
            case 8: name = reader.text(); break;
            case 9: found.raw = reader.bytes(); break;
            case 10: found.doubles.push_back(reader.fixed(8)); break;
            case 14: found.elsewhere = reader.number() == 1; break;
            default: break;
        }
    }
    const ProtoReader named(bytes, path, "tensor '" + printable(name) + "'");
    return {name, tensor_of(found, named)};
}

/// AttributeProto; the tensor of a Constant is a constant of the graph under the node's output.
void read_attribute(std::span<const std::byte> bytes, const std::string& path, OnnxNode& node, OnnxTensor* value) {
    ProtoReader reader(bytes, path, "an attribute of node '" + printable(node.name) + "'");
    std::string name;
    double number = std::nan("");
    std::string text;
    while (reader.next()) {
        switch (reader.field()) {
            case 1: name = reader.text(); break;
            case 2: number = static_cast<double>(reader.single()); break;
            case 3: number = static_cast<double>(static_cast<std::int64_t>(reader.number())); break;
            case 4: text = reader.text(); break;
            case 5: *value = read_tensor(reader.bytes(), path).second; break;
            default: break;
        }
    }
    if (!std::isnan(number)) node.numbers[name] = number;
    if (!text.empty()) node.texts[name] = text;
}

/// NodeProto.
void read_node(std::span<const std::byte> bytes, OnnxFile& file, const std::string& path) {
    ProtoReader reader(bytes, path, "a node");
    OnnxNode node;
    std::vector<std::span<const std::byte>> attributes;
    while (reader.next()) {
        switch (reader.field()) {
            case 1: node.inputs.push_back(reader.text()); break;
            case 2: node.outputs.push_back(reader.text()); break;
            case 3: node.name = reader.text(); break;
            case 4: node.operation = reader.text(); break;
            case 5: attributes.push_back(reader.bytes()); break;
            case 7: node.domain = reader.text(); break;
            default: break;
        }
    }
    if (node.outputs.empty()) reader.fail("a node without an output", "one");
    OnnxTensor value;
    for (const auto& attribute : attributes) read_attribute(attribute, path, node, &value);
    if (node.operation == "Constant") {
        if (node.numbers.contains("value_float")) value = {{}, {node.numbers["value_float"]}};
        file.constants[node.outputs[0]] = std::move(value);
    } else {
        file.nodes.push_back(std::move(node));
    }
}

/// The name of a ValueInfoProto.
std::string read_value(std::span<const std::byte> bytes, const std::string& path) {
    ProtoReader reader(bytes, path, "an input or output");
    std::string name;
    while (reader.next()) {
        if (reader.field() == 1) name = reader.text();
    }
    return name;
}

/// GraphProto.
void read_graph(std::span<const std::byte> bytes, OnnxFile& file, const std::string& path) {
    ProtoReader reader(bytes, path, "the graph");
    while (reader.next()) {
        switch (reader.field()) {
            case 1: read_node(reader.bytes(), file, path); break;
            case 5: file.constants.insert(read_tensor(reader.bytes(), path)); break;
            case 11: file.inputs.push_back(read_value(reader.bytes(), path)); break;
            case 12: file.outputs.push_back(read_value(reader.bytes(), path)); break;
            default: break;
        }
    }
    std::erase_if(file.inputs, [&](const std::string& name) { return file.constants.contains(name); });
}

/// StringStringEntryProto.
void read_metadata_entry(std::span<const std::byte> bytes, OnnxFile& file, const std::string& path) {
    ProtoReader reader(bytes, path, "metadata");
    std::string key, value;
    while (reader.next()) {
        if (reader.field() == 1) key = reader.text();
        if (reader.field() == 2) value = reader.text();
    }
    file.metadata[key] = value;
}

}  // namespace

double OnnxNode::number(const std::string& attribute, double otherwise) const {
    const auto found = numbers.find(attribute);
    return found == numbers.end() ? otherwise : found->second;
}

OnnxFile parse_onnx(const storage::FileBytes& bytes) {
    OnnxFile file;
    bool has_graph = false;
    ProtoReader reader(bytes.bytes, bytes.path, "");
    while (reader.next()) {
        if (reader.field() == 7) {
            if (has_graph) reader.fail("two graphs", "one");
            has_graph = true;
            read_graph(reader.bytes(), file, bytes.path);
        }
        if (reader.field() == 14) read_metadata_entry(reader.bytes(), file, bytes.path);
    }
    if (!has_graph) reader.fail("no graph", "an ONNX file");
    return file;
}

}  // namespace descent::model
