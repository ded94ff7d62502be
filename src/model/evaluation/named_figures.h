#pragma once
/// \file
/// Every figure of an evaluation by the names that scripts and people know it by; docs/figures.md defines them.
///
///     for (const NamedFigure& figure : named(evaluation.figures)) json[figure.key] = figure.value;

#include <descent/evaluation.h>
#include <descent/model.h>

#include <string>
#include <vector>

namespace descent::model {

struct NamedFigure {
    std::string key = {};    ///< in JSON and metrics
    std::string title = {};  ///< in a table
    double value = 0;        ///< NaN: does not exist
    bool share = false;      ///< of 1, shown in per cent
};

std::vector<NamedFigure> named(const NumberFigures& figures);
std::vector<NamedFigure> named(const ClassificationFigures& figures);  ///< of the classes together
std::vector<NamedFigure> named(const ClassFigures& figures);
std::vector<NamedFigure> named(const Figures& figures);  ///< of the whole

/// As a table shows it: "0.4123", "85.10%", or "-" when it does not exist.
std::string text_of(const NamedFigure& figure);

/// What was minimised: "half squared error of scaled targets", "cross-entropy". `mse` would be taken for its double.
std::string cost_name(const Model& model);

/// What an output of the model is called: its class, its target column, or "output_" and its number from 0.
std::string output_name(const Model& model, std::size_t output);
/// The same for a predicted class, which may be `no_class`.
std::string predicted_name(const Model& model, std::uint32_t predicted);

}  // namespace descent::model
