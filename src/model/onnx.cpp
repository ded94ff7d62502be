// Field numbers: onnx.proto3 of the ONNX project, IR version 7. They stand in files: never change.
#include "model/onnx.h"

#include <cstdint>
#include <span>

#include <descent/error.h>
#include <descent/version.h>

#include "base/text.h"
#include "model/consistent.h"
#include "model/description.h"
#include "model/onnx_expression.h"
#include "model/onnx_graph.h"
#include "model/onnx_inputs.h"
#include "model/protobuf.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"

namespace descent::model {
namespace {

constexpr std::uint64_t ir_version = 7;
constexpr const char* producer = "Descent";
constexpr std::uint64_t operator_set = 13;
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
}  // namespace field

std::string_view expression_of(Activation activation) {
    switch (activation) {  // Softmax: since operator set 13 along the last axis
#define DESCENT_OPERATOR(name, Formula, number, onnx_operator) \
    case Activation::name: return onnx_operator;
        DESCENT_ACTIVATIONS(DESCENT_OPERATOR)
#undef DESCENT_OPERATOR
    }
    throw Error("ONNX export knows no operator for this activation");
}

void add_activation(OnnxGraph& graph, Activation activation, const std::string& sums, const std::string& above) {
    const OnnxExpression expression = onnx_expression(expression_of(activation), sums, above);
    for (const auto& [name, value] : expression.constants) graph.constant(name, {}, std::span(&value, 1));
    for (const OnnxCall& call : expression.calls) graph.node(call.operation, call.inputs, call.output);
}

OnnxGraph graph_of(const Model& model) {
    OnnxGraph graph(to_string(model.network));
    std::string below = add_onnx_inputs(graph, model);
    for (std::size_t layer = 0; layer < model.network.layers.size(); ++layer) {
        const std::string name = "layers." + to_text(layer);
        const bool last = layer + 1 == model.network.layers.size();
        const std::string above = last ? onnx_outputs_name(model) : name + ".activations";
        const std::string sums = name + ".sums";
        // y = x W^T + b: weights stand as [fan_out][fan_in]
        graph.node("Gemm", {below, name + ".weight", name + ".bias"}, sums,
                   {onnx_attribute("transB", std::int64_t{1})});
        add_activation(graph, model.network.layers[layer].activation, sums, above);
        below = above;
    }
    for (const ModelTensor& t : model.tensors) graph.constant(t.name, t.shape, std::span(t.values));
    add_onnx_output(graph, model);
    return graph;
}

ProtoMessage property(const std::string& key, const std::string& value) {
    ProtoMessage entry;
    entry.text(1, key);  // StringStringEntryProto.key, .value
    entry.text(2, value);
    return entry;
}

/// The last field of a file: the hash of all bytes before it.
std::string seal_of(std::string_view before) {
    ProtoMessage last;
    last.message(field::model_metadata,
                 property("descent_checksum", hexadecimal(storage::checksum(storage::as_bytes(before)))));
    return last.bytes();
}

ProtoMessage operator_set_of(const std::string& domain) {
    ProtoMessage operators;
    operators.text(1, domain);  // OperatorSetIdProto.domain, .version; "": ONNX's own operators
    operators.number(2, domain.empty() ? operator_set : onnx_categories_version);
    return operators;
}

}  // namespace

std::string write_onnx(const Model& model) {
    require_consistent(model);
    const OnnxGraph graph = graph_of(model);
    ProtoMessage document;
    document.number(field::model_ir, ir_version);
    document.text(field::model_producer, producer);
    document.text(field::model_producer_version, version);
    document.message(field::model_graph, graph.message());
    for (const std::string& domain : graph.domains()) {
        document.message(field::model_operator_set, operator_set_of(domain));
    }
    document.message(field::model_metadata, property("descent", write_description(model)));
    std::string file = document.bytes();
    file += seal_of(file);
    if (file.size() > largest_file) {
        throw Error("an ONNX file of " + to_text(file.size()) + " bytes is more than the largest, " +
                    to_text(largest_file));
    }
    return file;
}

bool is_exported(std::span<const std::byte> bytes) {
    ProtoMessage beginning;
    beginning.number(field::model_ir, ir_version);
    beginning.text(field::model_producer, producer);
    const std::string_view file = storage::as_text(bytes);
    const std::size_t seal_size = seal_of("").size();
    if (file.size() < seal_size || !file.starts_with(beginning.bytes())) return false;
    const std::size_t before = file.size() - seal_size;
    return seal_of(file.substr(0, before)) == file.substr(before);
}

void export_onnx(const Model& model, const std::string& path) { storage::write_whole(path, write_onnx(model)); }

}  // namespace descent::model
