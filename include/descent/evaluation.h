#pragma once
/// \file
/// How well a model predicts data whose targets are known. docs/figures.md defines every figure, once.
///
/// Contract: plain values. A figure that does not exist for the data or the model is NaN: precision of a class that was
/// never predicted, R2 of targets that never vary, the area under the curve of three classes.
///
///     const descent::Evaluation result = descent::evaluate(model, data);
///     if (result.figures.classification) print(result.figures.classification->balanced_accuracy);

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace descent {

/// Where a figure does not exist.
inline constexpr double undefined_figure = std::numeric_limits<double>::quiet_NaN();

/// In the place of a predicted class: all outputs were NaN.
inline constexpr std::uint32_t no_class = UINT32_MAX;

/// How many of the largest outputs may be the true class's, where nobody says.
inline constexpr std::size_t default_top_k = 5;

/// How far numbers are from their targets, in the targets' own unit.
struct NumberFigures {
    double mean_squared_error = undefined_figure;
    double root_mean_squared_error = undefined_figure;
    double mean_absolute_error = undefined_figure;
    double r2 = undefined_figure;
};

struct RegressionFigures {
    NumberFigures all = {};                   ///< of the targets together
    std::vector<NumberFigures> targets = {};  ///< of each target column
};

/// One class that occurs, as a true class or a predicted one.
struct ClassFigures {
    std::uint32_t label = 0;  ///< in the model's class names
    double patterns = 0;      ///< of this class, by number or by weight
    double predicted = 0;     ///< taken for this class
    double precision = undefined_figure;
    double recall = undefined_figure;
    double f1 = undefined_figure;
};

struct ClassificationFigures {
    double accuracy = undefined_figure;
    double balanced_accuracy = undefined_figure;
    double precision = undefined_figure;  ///< this and the next two: mean over the classes that occur
    double recall = undefined_figure;
    double f1 = undefined_figure;
    double log_loss = undefined_figure;  ///< softmax outputs only
    std::size_t top_k = default_top_k;
    double top_k_accuracy = undefined_figure;  ///< more than `top_k` classes only
    double roc_auc = undefined_figure;         ///< two classes only
    std::vector<ClassFigures> classes = {};    ///< by label
};

struct Figures {
    std::optional<RegressionFigures> regression = {};
    std::optional<ClassificationFigures> classification = {};
};

/// Who was taken for whom: the pairs that occur, by true class, then by predicted class.
struct Confusion {
    struct Cell {
        std::uint32_t truth = 0;
        std::uint32_t predicted = 0;  ///< or `no_class`
        std::uint64_t count = 0;

        bool operator==(const Cell&) const = default;
    };
    std::vector<Cell> cells = {};

    bool operator==(const Confusion&) const = default;
};

struct Evaluation {
    std::size_t patterns = 0;
    double loss = undefined_figure;        ///< the cost that training minimises: sum_p w_p C_p / sum_p w_p
    Figures figures = {};                  ///< every pattern counts the same
    std::optional<Figures> weighted = {};  ///< the same by weight, where patterns or classes have weights
    Confusion confusion = {};              ///< counts, never weights; empty without classes
};

}  // namespace descent
