// Field numbers: onnx.proto3 of the ONNX project, IR version 7. They stand in files: never change.
#include "model/onnx.h"

#include <cstdint>
#include <span>

#include <descent/error.h>
#include <descent/version.h>

#include "base/text.h"
#include "model/consistent.h"
#include "model/description.h"
#include "model/protobuf.h"
#include "storage/whole_files.h"

namespace descent::model {
namespace {

constexpr std::uint64_t ir_version = 7;
constexpr const char* producer = "Descent";
constexpr std::uint64_t operator_set = 13;
constexpr std::uint64_t float_type = 1;  // TensorProto.DataType.FLOAT
constexpr std::size_t largest_file = (std::size_t{1} << 31) - 1;

namespace field {
enum Model : std::uint32_t {
    model_ir = 1,
    model_producer = 2,
    model_producer_version = 3,
    model_graph = 7,
    model_operator_set = 8,
    model_metadata = 14
};
enum Graph : std::uint32_t {
    graph_node = 1,
    graph_name = 2,
    graph_initializer = 5,
    graph_input = 11,
    graph_output = 12
};
enum Node : std::uint32_t { node_input = 1, node_output = 2, node_name = 3, node_operator = 4, node_attribute = 5 };
enum Attribute : std::uint32_t { attribute_name = 1, attribute_int = 3, attribute_type = 20 };
enum Tensor : std::uint32_t { tensor_dims = 1, tensor_type = 2, tensor_name = 8, tensor_raw = 9 };
enum Value : std::uint32_t { value_name = 1, value_type = 2 };
}  // namespace field

/// An initializer: numbers that belong to the graph.
ProtoMessage tensor(const std::string& name, const std::vector<std::size_t>& shape, std::span<const float> values) {
    ProtoMessage message;
    for (const std::size_t size : shape) message.number(field::tensor_dims, size);
    message.number(field::tensor_type, float_type);
    message.text(field::tensor_name, name);
    message.text(field::tensor_raw, storage::as_text(std::as_bytes(values)));
    return message;
}

ProtoMessage node(const std::string& operation, const std::vector<std::string>& inputs, const std::string& output) {
    ProtoMessage message;
    for (const std::string& input : inputs) message.text(field::node_input, input);
    message.text(field::node_output, output);
    message.text(field::node_name, operation + " to " + output);
    message.text(field::node_operator, operation);
    return message;
}

/// y = x W^T + b: weights stand as [fan_out][fan_in].
ProtoMessage gemm(const std::vector<std::string>& inputs, const std::string& output) {
    constexpr std::uint64_t int_type = 2;  // AttributeProto.AttributeType.INT
    ProtoMessage transposed;
    transposed.text(field::attribute_name, "transB");
    transposed.number(field::attribute_int, 1);
    transposed.number(field::attribute_type, int_type);
    ProtoMessage message = node("Gemm", inputs, output);
    message.message(field::node_attribute, transposed);
    return message;
}

/// A float32 matrix [patterns][columns], the number of patterns left open.
ProtoMessage matrix(const std::string& name, std::size_t columns) {
    ProtoMessage patterns, width, shape, of_tensor, type, value;
    patterns.text(2, "patterns");  // Dimension.dim_param
    width.number(1, columns);      // Dimension.dim_value
    shape.message(1, patterns);    // TensorShapeProto.dim
    shape.message(1, width);
    of_tensor.number(1, float_type);  // TypeProto.Tensor.elem_type, .shape
    of_tensor.message(2, shape);
    type.message(1, of_tensor);  // TypeProto.tensor_type
    value.text(field::value_name, name);
    value.message(field::value_type, type);
    return value;
}

std::string operator_of(Activation activation) {
    switch (activation) {  // Softmax: since operator set 13 along the last axis
#define DESCENT_OPERATOR(name, Formula, number, onnx_operator) \
    case Activation::name: return onnx_operator;
        DESCENT_ACTIVATIONS(DESCENT_OPERATOR)
#undef DESCENT_OPERATOR
    }
    throw Error("ONNX export knows no operator for this activation");
}

ProtoMessage graph_of(const Model& model) {
    ProtoMessage graph;
    graph.message(field::graph_node, node("Sub", {"input", "scaling.shift"}, "shifted"));
    graph.message(field::graph_node, node("Mul", {"shifted", "scaling.scale"}, "scaled"));
    std::string below = "scaled";
    for (std::size_t layer = 0; layer < model.network.layers.size(); ++layer) {
        const std::string name = "layers." + to_text(layer);
        const std::string above = layer + 1 == model.network.layers.size() ? "output" : name + ".activations";
        const std::string sums = name + ".sums";
        graph.message(field::graph_node, gemm({below, name + ".weight", name + ".bias"}, sums));
        graph.message(field::graph_node, node(operator_of(model.network.layers[layer].activation), {sums}, above));
        below = above;
    }
    graph.text(field::graph_name, to_string(model.network));
    const std::vector<std::size_t> inputs = {model.network.inputs};
    const std::vector<float> shift(model.scaling.shift.begin(), model.scaling.shift.end());
    const std::vector<float> scale(model.scaling.scale.begin(), model.scaling.scale.end());
    graph.message(field::graph_initializer, tensor("scaling.shift", inputs, shift));
    graph.message(field::graph_initializer, tensor("scaling.scale", inputs, scale));
    for (const ModelTensor& t : model.tensors) {
        graph.message(field::graph_initializer, tensor(t.name, t.shape, t.values));
    }
    graph.message(field::graph_input, matrix("input", model.network.inputs));
    graph.message(field::graph_output, matrix("output", model.network.outputs()));
    return graph;
}

}  // namespace

std::string write_onnx(const Model& model) {
    require_consistent(model);
    ProtoMessage operators, metadata, document;
    operators.text(1, "");  // OperatorSetIdProto.domain: ONNX's own operators
    operators.number(2, operator_set);
    metadata.text(1, "descent");  // StringStringEntryProto.key, .value
    metadata.text(2, write_description(model));
    document.number(field::model_ir, ir_version);
    document.text(field::model_producer, producer);
    document.text(field::model_producer_version, version);
    document.message(field::model_graph, graph_of(model));
    document.message(field::model_operator_set, operators);
    document.message(field::model_metadata, metadata);
    if (document.bytes().size() > largest_file) {
        throw Error("an ONNX file of " + to_text(document.bytes().size()) + " bytes is more than the largest, " +
                    to_text(largest_file));
    }
    return document.bytes();
}

bool is_exported(std::span<const std::byte> bytes) {
    ProtoMessage beginning;
    beginning.number(field::model_ir, ir_version);
    beginning.text(field::model_producer, producer);
    return storage::as_text(bytes).starts_with(beginning.bytes());
}

void export_onnx(const Model& model, const std::string& path) { storage::write_whole(path, write_onnx(model)); }

}  // namespace descent::model
