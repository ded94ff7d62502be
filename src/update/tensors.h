#pragma once
/// \file
/// The layout of the network as rules see it.

#include <vector>

#include <descent/plugin.h>
#include <descent/registry.h>

#include "network/layout.h"

namespace descent::update {

/// [any thread] One description a tensor; names are those of `layout`, which must outlive them.
std::vector<descent_tensor> describe_tensors(const network::Layout& layout);

/// [any thread] The value of the hyper-parameter `learning_rate`, or 1 when the rule has none.
double learning_rate_of(const OptimizerInfo& info, const std::vector<double>& values);

}  // namespace descent::update
