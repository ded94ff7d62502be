// Field numbers: onnx.proto3 of the ONNX project, IR version 7. They stand in files: never change.
#include "model/onnx_graph.h"

#include "storage/whole_files.h"

namespace descent::model {
namespace {

namespace field {
enum Graph : std::uint32_t {
    graph_node = 1,
    graph_name = 2,
    graph_initializer = 5,
    graph_input = 11,
    graph_output = 12
};
enum Node : std::uint32_t {
    node_input = 1,
    node_output = 2,
    node_name = 3,
    node_operator = 4,
    node_attribute = 5,
    node_domain = 7
};
enum Attribute : std::uint32_t { attribute_name = 1, attribute_int = 3, attribute_strings = 9, attribute_type = 20 };
enum Tensor : std::uint32_t { tensor_dims = 1, tensor_type = 2, tensor_name = 8, tensor_raw = 9 };
enum Value : std::uint32_t { value_name = 1, value_type = 2 };
}  // namespace field

std::uint64_t number_of(OnnxType type) { return static_cast<std::uint64_t>(type); }

ProtoMessage matrix(const std::string& name, OnnxType element, std::size_t columns) {
    ProtoMessage patterns, width, shape, of_tensor, type, value;
    patterns.text(2, "patterns");  // Dimension.dim_param
    width.number(1, columns);      // Dimension.dim_value
    shape.message(1, patterns);    // TensorShapeProto.dim
    shape.message(1, width);
    of_tensor.number(1, number_of(element));  // TypeProto.Tensor.elem_type, .shape
    of_tensor.message(2, shape);
    type.message(1, of_tensor);  // TypeProto.tensor_type
    value.text(field::value_name, name);
    value.message(field::value_type, type);
    return value;
}

}  // namespace

OnnxGraph::OnnxGraph(const std::string& name) { graph_.text(field::graph_name, name); }

void OnnxGraph::input(const std::string& name, OnnxType type, std::size_t columns) {
    graph_.message(field::graph_input, matrix(name, type, columns));
}

void OnnxGraph::output(const std::string& name, OnnxType type, std::size_t columns) {
    graph_.message(field::graph_output, matrix(name, type, columns));
}

void OnnxGraph::constant(const std::string& name, const std::vector<std::size_t>& shape, OnnxType type,
                         std::span<const std::byte> bytes) {
    ProtoMessage message;
    for (const std::size_t size : shape) message.number(field::tensor_dims, size);
    message.number(field::tensor_type, number_of(type));
    message.text(field::tensor_name, name);
    message.text(field::tensor_raw, storage::as_text(bytes));
    graph_.message(field::graph_initializer, message);
}

void OnnxGraph::constant(const std::string& name, const std::vector<std::size_t>& shape,
                         std::span<const float> values) {
    constant(name, shape, OnnxType::float32, std::as_bytes(values));
}

void OnnxGraph::constant(const std::string& name, const std::vector<std::size_t>& shape,
                         std::span<const double> values) {
    constant(name, shape, OnnxType::float64, std::as_bytes(values));
}

void OnnxGraph::constant(const std::string& name, const std::vector<std::size_t>& shape,
                         std::span<const std::int64_t> values) {
    constant(name, shape, OnnxType::int64, std::as_bytes(values));
}

void OnnxGraph::node(const std::string& operation, const std::vector<std::string>& inputs, const std::string& output,
                     const std::vector<ProtoMessage>& attributes, const std::string& domain) {
    ProtoMessage message;
    for (const std::string& input : inputs) message.text(field::node_input, input);
    message.text(field::node_output, output);
    message.text(field::node_name, operation + " to " + output);
    message.text(field::node_operator, operation);
    for (const ProtoMessage& attribute : attributes) message.message(field::node_attribute, attribute);
    if (!domain.empty()) message.text(field::node_domain, domain);
    domains_.insert(domain);
    graph_.message(field::graph_node, message);
}

void OnnxGraph::cast(const std::string& input, OnnxType type, const std::string& output) {
    node("Cast", {input}, output, {onnx_attribute("to", static_cast<std::int64_t>(type))});
}

ProtoMessage onnx_attribute(const std::string& name, std::int64_t number) {
    constexpr std::uint64_t int_type = 2;  // AttributeProto.AttributeType.INT
    ProtoMessage attribute;
    attribute.text(field::attribute_name, name);
    attribute.number(field::attribute_int, static_cast<std::uint64_t>(number));
    attribute.number(field::attribute_type, int_type);
    return attribute;
}

ProtoMessage onnx_attribute(const std::string& name, const std::vector<std::string>& texts) {
    constexpr std::uint64_t strings_type = 8;  // AttributeProto.AttributeType.STRINGS
    ProtoMessage attribute;
    attribute.text(field::attribute_name, name);
    for (const std::string& text : texts) attribute.text(field::attribute_strings, text);
    attribute.number(field::attribute_type, strings_type);
    return attribute;
}

}  // namespace descent::model
