#pragma once
/// \file
/// Trained weights in 16 digits: equal weights, equal digits. Shows that two runs ended in the same bits.

#include <descent/model.h>

#include <span>
#include <string>

namespace descent::contest {

/// XXH3-64 over the values of all tensors in the model's order, as hexadecimal digits.
std::string weights_hash(const Model& model);
std::string weights_hash(std::span<const float> values);

}  // namespace descent::contest
