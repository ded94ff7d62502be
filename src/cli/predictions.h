#pragma once
/// \file
/// The table that `predict` writes: a column an output, and of classes the one that is predicted.
///
///     std::string file = predictions_header(model);
///     file += predicted_line(model, outputs_of_a_pattern);

#include <descent/model.h>

#include <span>
#include <string>
#include <string_view>

namespace descent::cli {

std::string predictions_header(const Model& model);
std::string predicted_line(const Model& model, std::span<const double> outputs);
/// Of a record that is no pattern. One empty field alone would be an empty line, which readers skip.
std::string line_without_prediction(const Model& model);

/// Whether `predict` may have written every line: outputs as it spells them, shares of softmax that add up to 1, and
/// the class of the largest one. Of predicted numbers nobody can tell: a table of the user's may hold the same.
bool are_predictions(const Model& model, std::string_view text);

}  // namespace descent::cli
