#pragma once
/// \file
/// The settings that a user gave, as texts, on top of what follows from the data.
///
///     GivenSettings given(default_options());
///     given.set(setting("epochs"), "20");
///     const TrainingOptions options = given.on_top_of(default_options(), training, nullptr);

#include <descent/dataset.h>
#include <descent/model.h>
#include <descent/registry.h>
#include <descent/training.h>

#include <optional>
#include <string>
#include <vector>

#include "training/settings/setting.h"
#include "training/start_model.h"

namespace descent::training {

class GivenSettings {
public:
    /// `defaults`: where they are not those of TrainingOptions.
    explicit GivenSettings(TrainingOptions defaults = {}) : options_(std::move(defaults)) {}

    /// Throws UsageError for a text that is no value.
    void set(const Setting& row, const std::string& text);

    /// The defaults and what was given.
    const TrainingOptions& options() const { return options_; }
    /// `options` with what was given on top: of the settings that have a meaning for a function too.
    TrainingOptions on_top_of(TrainingOptions options) const;
    /// Of all settings, and with what follows from the data where it was not given: the loss (that of the model which
    /// is trained on, else one for the targets), the scaling of inputs, words such as "balanced".
    TrainingOptions on_top_of(TrainingOptions options, const Dataset& training, const Model* from) const;
    /// Those of one run, with the number of epochs that its data asks for. Throws UsageError for a decay that the rule
    /// refuses.
    TrainingOptions options_of_run(const Dataset& training, const Model* from, const Registry& registry) const;
    /// The model of `from`, when it was given. Throws InputError for what is no model.
    std::optional<StartModel> start() const;

    bool is_given(const std::string& name) const;
    /// Throws UsageError where huber_delta was given for another loss.
    void check_huber_delta(Loss loss) const;

private:
    struct Given {
        const Setting* row;
        std::string text;
    };
    TrainingOptions options_;
    std::vector<Given> given_;
};

}  // namespace descent::training
