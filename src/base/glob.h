#pragma once
/// \file
/// Names by patterns.
///
///     descent::glob_matches("layers.*.bias", "layers.0.bias");  // true

#include <string_view>

namespace descent {

/// Whether `pattern` is all of `name`: * stands for any text, ? for one character.
bool glob_matches(std::string_view pattern, std::string_view name);

}  // namespace descent
