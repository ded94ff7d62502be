#pragma once
/// \file
/// All of a model but its numbers, as the JSON text that stands in its file.

#include <string>

#include <descent/model.h>

namespace descent::model {

/// Version of the text that this build writes; it reads this one and all older ones.
inline constexpr std::uint64_t description_version = 2;

/// One line of JSON: network, loss, scaling, names. Not the tensors.
std::string write_description(const Model& model);

/// A model without tensors. Throws InputError when the text is of a newer version or its parts do not fit each other.
Model parse_description(const std::string& text, const std::string& path);

}  // namespace descent::model
