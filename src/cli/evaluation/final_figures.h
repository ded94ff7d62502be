#pragma once
/// \file
/// What a trained model is measured on when its run has ended: every part of the data that was held out, else what it
/// was trained on.
///
///     const FinalFigures figures(result, {training, validation, test}, options, /*shows_all=*/true);
///     metrics.done(result, figures.json());
///     figures.say(console, quiet);

#include <descent/training.h>

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/console.h"

namespace descent::cli {

struct DataParts {
    const Dataset& training;
    const Dataset& validation;  ///< may hold no patterns
    const Dataset& test;        ///< likewise
};

class FinalFigures {
public:
    /// Measures nothing after a divergence; the test data alone after an interruption, or unless `shows_all`: where
    /// only they would be seen; the training data where nothing is held out and an epoch was trained.
    FinalFigures(const TrainingResult& result, const DataParts& data, const TrainingOptions& options, bool shows_all,
                 std::optional<std::size_t> top_k = {});

    /// Side by side, as docs/figures.md lists them: "test_loss", "validation_accuracy", "training_r2".
    Json json() const;

    /// The figures of the test data are a result; the others, and what to try when they are no good, are messages.
    void say(Console& console, bool quiet, const Model& model) const;

private:
    struct Part {
        std::string name;
        Evaluation evaluation;
    };
    bool scaled_;
    std::vector<Part> parts_;  // the one that counts most is the first
};

}  // namespace descent::cli
