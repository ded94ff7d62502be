#pragma once
/// \file
/// Models of other programs.

#include <string>

#include "model/import/layers.h"
#include "storage/file_system.h"

namespace descent::model {

/// [any thread] An ONNX file, also one that Descent exported, or a safetensors file of PyTorch's tensors, by the name's
/// ending. Throws InputError for what is no such file or no chain of layers, UsageError for a choice that it has no
/// place for, or that it needs.
Model import_model(const storage::FileBytes& file, const ImportChoice& choice);

}  // namespace descent::model
