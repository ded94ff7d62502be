#pragma once
/// \file
/// A model for other systems: ONNX, operator set 13.

#include <cstddef>
#include <span>
#include <string>

#include <descent/model.h>

namespace descent::model {

/// The bytes of an ONNX file: inputs as `add_onnx_inputs` says, as they stand in the data; output `output`
/// [patterns][outputs], in the unit of the targets. Scaling, categories and missing values are part of the graph.
/// Throws UsageError when the model is not consistent, Error when the file would exceed the 2 GiB that Protocol Buffers
/// allow.
std::string write_onnx(const Model& model);

/// [one thread a path] Writes the file whole or not at all. Throws Error when that cannot be done.
void export_onnx(const Model& model, const std::string& path);

/// [any thread] Whether the bytes begin as `write_onnx` begins them: with Descent as the producer.
bool is_exported(std::span<const std::byte> bytes);

}  // namespace descent::model
