#pragma once
/// \file
/// A network that is trained on data.

#include <descent/dataset.h>
#include <descent/network.h>

#include <optional>
#include <string>

#include "training/start_model.h"
#include "training/task.h"

namespace descent::training {

class NetworkTask final : public Task {
public:
    /// All must outlive it. `validation` may hold no patterns. `from`: the model file that it begins with; empty: none.
    /// Throws InputError for one that is no model.
    NetworkTask(const Network& network, const Dataset& training, const Dataset& validation,
                const std::string& from = {});

    void check(const TrainingOptions& options) const override;
    Scope scope() const override { return Scope::data; }
    Json record() const override;
    std::unique_ptr<objective::Objective> make_objective(const TrainingOptions& options, InstructionSet instruction_set,
                                                         parallel::Team& team) override;
    Model model(const TrainingOptions& options, const network::Layout& layout,
                std::span<const float> arena) const override;

private:
    const Network& network_;
    const Dataset& training_;
    const Dataset& validation_;
    std::optional<StartModel> from_;
    Scaling scaling_;  // fitted for the objective
    TargetScaling target_scaling_;
};

/// Throws UsageError or InputError unless a model that is trained on `training` can be measured on `held_out`.
void check_held_out(const Network& network, const Dataset& training, const Dataset& held_out,
                    const TrainingOptions& options);

}  // namespace descent::training
