#pragma once
/// \file
/// A result that a constant answer would reach: the largest class, or the mean of the targets.
///
///     const std::string note = no_better_note(evaluation, model);
///     if (!note.empty()) console.message("test: " + note);

#include <descent/model.h>

#include <string>

namespace descent::cli {

/// One line that says so and names what to try first; empty when the model is better, or the data cannot tell: one
/// class alone, targets that never vary. Judged by weight where there are weights.
/// `scaled`: inputs are scaled for certain, also where that changes none.
std::string no_better_note(const Evaluation& evaluation, const Model& model, bool scaled = false);

}  // namespace descent::cli
