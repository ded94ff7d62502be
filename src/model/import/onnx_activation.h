#pragma once
/// \file
/// Which activation the nodes of a graph compute.

#include <map>
#include <optional>
#include <string>

#include <descent/network.h>

#include "model/import/onnx_file.h"

namespace descent::model {

/// The node that makes a tensor, by the tensor's name.
using Producers = std::map<std::string, const OnnxNode*>;

struct FoundActivation {
    Activation activation;
    std::string sums;  ///< the tensor that it is of
};

/// Nothing where the tensor is made by no activation that Descent has.
std::optional<FoundActivation> find_activation(const OnnxFile& file, const Producers& producers,
                                               const std::string& tensor);

}  // namespace descent::model
