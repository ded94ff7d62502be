#pragma once
/// \file
/// The layers of an ONNX graph that is a chain of them.

#include <string>

#include "model/import/layers.h"
#include "model/import/onnx_file.h"

namespace descent::model {

/// Gemm, or MatMul and Add, then an activation, one layer behind the other; before them constants that scale the
/// inputs. Identity, Dropout, Flatten, Reshape and Cast are passed over. Throws InputError that names the node for all
/// else.
ForeignNetwork network_of(const OnnxFile& file, const std::string& path);

}  // namespace descent::model
