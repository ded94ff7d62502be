#pragma once
/// \file
/// Outputs that are NaN: a model of finite weights has them for inputs that overflow on the way.
///
///     const std::string note = no_number_note(evaluation);
///     if (!note.empty()) console.message(note);

#include <descent/evaluation.h>

#include <string>

namespace descent::cli {

/// One line that says so and what it means for the figures; empty when there are none.
std::string no_number_note(const Evaluation& evaluation);

}  // namespace descent::cli
