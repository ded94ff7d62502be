#pragma once
/// \file
/// An evaluation as people read it.
///
///     console.print(table_of(evaluation, model));
///     console.print(line_of(test, "test") + "\n");      // "test loss 0.3369, test accuracy 87.93%"

#include <descent/model.h>

#include <string>

namespace descent::cli {

/// The figures one a line, then those of each target or class, then the confusion.
std::string table_of(const Evaluation& evaluation, const Model& model);

/// The main figures in one line, without its end.
std::string line_of(const Evaluation& evaluation, const std::string& part);

}  // namespace descent::cli
