#pragma once
/// \file
/// A graph of ONNX that is put together node by node.
///
/// Source: onnx.proto3 of the ONNX project, IR version 7. [one thread]
///
///     model::OnnxGraph graph("784-128-10");
///     graph.input("input", model::OnnxType::float32, 784);
///     graph.node("Relu", {"input"}, "output");

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "model/protobuf.h"

namespace descent::model {

/// TensorProto.DataType. Stand in files: never change.
enum class OnnxType : std::uint64_t { float32 = 1, int64 = 7, text = 8, float64 = 11 };

class OnnxGraph {
public:
    explicit OnnxGraph(const std::string& name);

    /// A matrix [patterns][columns], the number of patterns left open.
    void input(const std::string& name, OnnxType type, std::size_t columns);
    void output(const std::string& name, OnnxType type, std::size_t columns);

    /// Numbers that belong to the graph.
    void constant(const std::string& name, const std::vector<std::size_t>& shape, std::span<const float> values);
    void constant(const std::string& name, const std::vector<std::size_t>& shape, std::span<const double> values);
    void constant(const std::string& name, const std::vector<std::size_t>& shape, std::span<const std::int64_t> values);

    /// Attributes are made by the functions below. `domain`: of operators that are not ONNX's own.
    void node(const std::string& operation, const std::vector<std::string>& inputs, const std::string& output,
              const std::vector<ProtoMessage>& attributes = {}, const std::string& domain = "");
    /// The same numbers as another type.
    void cast(const std::string& input, OnnxType type, const std::string& output);

    const ProtoMessage& message() const { return graph_; }
    const std::set<std::string>& domains() const { return domains_; }  ///< of its nodes

private:
    void constant(const std::string& name, const std::vector<std::size_t>& shape, OnnxType type,
                  std::span<const std::byte> bytes);

    ProtoMessage graph_;
    std::set<std::string> domains_;
};

ProtoMessage onnx_attribute(const std::string& name, std::int64_t number);
ProtoMessage onnx_attribute(const std::string& name, const std::vector<std::string>& texts);

}  // namespace descent::model
