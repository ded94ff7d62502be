#pragma once
/// \file
/// An evaluation as JSON, for scripts; docs/figures.md lists the members. A figure that does not exist is null.
///
///     console.print(to_json_line(to_json(evaluation, model)) + "\n");
///     metrics.done(result, summary_of(test, "test_"));

#include <descent/model.h>

#include <string>

#include "base/json.h"

namespace descent::model {

/// All of it.
Json to_json(const Evaluation& evaluation, const Model& model);

/// The figures of the whole, side by side: "test_patterns", "test_loss", "test_accuracy", "test_weighted_accuracy".
Json summary_of(const Evaluation& evaluation, const std::string& prefix);

}  // namespace descent::model
