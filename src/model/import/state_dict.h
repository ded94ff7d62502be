#pragma once
/// \file
/// The layers of a safetensors file that is no model of Descent: PyTorch's state of a chain of Linear layers.

#include "model/import/layers.h"
#include "model/safetensors.h"

namespace descent::model {

/// Tensors "NAME.weight" [units][inputs] and "NAME.bias" [units], in the order of the numbers in their names. Throws
/// InputError for other tensors, UsageError where `choice` lacks what no tensor says.
ForeignNetwork network_of(const Container& container, const ImportChoice& choice, const std::string& path);

}  // namespace descent::model
