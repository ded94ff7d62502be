#include "cli/evaluation/no_number.h"

#include <cmath>

#include "base/text.h"

namespace descent::cli {
namespace {

const std::string far_inputs = "; their inputs may be far from those that the model was trained on";

}  // namespace

std::string no_number_note(const Evaluation& evaluation) {
    std::uint64_t without_class = 0;
    for (const Confusion::Cell& cell : evaluation.confusion.cells) {
        if (cell.predicted == no_class) without_class += cell.count;
    }
    if (without_class > 0) {
        return to_text(without_class) + " of " + to_text(evaluation.patterns) +
               " patterns have outputs of NaN and count as wrong" + far_inputs;
    }
    const auto& numbers = evaluation.figures.regression;
    if (!numbers || !std::isnan(numbers->all.mean_squared_error)) return "";
    return "some patterns have outputs that are no numbers, so there are no errors to show" + far_inputs;
}

}  // namespace descent::cli
