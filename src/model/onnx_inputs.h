#pragma once
/// \file
/// From the inputs of an exported graph to the numbers that the first layer sees.

#include <string>

#include <descent/model.h>

#include "model/onnx_graph.h"

namespace descent::model {

/// Domain of the operators for categories, and the version of its set that they are of.
inline constexpr const char* onnx_categories_domain = "ai.onnx.ml";
inline constexpr std::uint64_t onnx_categories_version = 1;

/// Inputs of the graph: one matrix `input` where all columns are numbers, of float32 or, where float32 would lose what
/// the scaling keeps, of float64; otherwise one input a column, by its name: text of categories, float64 of numbers and
/// truth values. NaN and the empty text are missing values. Returns the name of the scaled matrix, [patterns][inputs]
/// float32. Throws UsageError when a column has no name, or one of the graph's own.
std::string add_onnx_inputs(OnnxGraph& graph, const Model& model);

/// What the outputs of the last layer are called.
std::string onnx_outputs_name(const Model& model);

/// From the outputs of the last layer to predictions in the unit of the targets: "output", float64 where targets were
/// scaled, float32 otherwise.
void add_onnx_output(OnnxGraph& graph, const Model& model);

}  // namespace descent::model
