#pragma once
/// \file
/// Whether the parts of a model fit each other.

#include <descent/model.h>

namespace descent::model {

/// What the tensors of a network are called and their shapes in a model: "layers.0.weight" [fan_out][fan_in],
/// "layers.0.bias" [fan_out], ... Values stay empty.
std::vector<ModelTensor> expected_tensors(const Network& network);

/// "[128][784]"
std::string shape_text(const std::vector<std::size_t>& shape);

/// Throws UsageError of a model: `problem` names the part.
[[noreturn]] void refuse(const std::string& problem);

/// Throws UsageError that names the part: for models that a program put together. Whatever passes can be saved and
/// loaded again.
void require_consistent(const Model& model);

}  // namespace descent::model
