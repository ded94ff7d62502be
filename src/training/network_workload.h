#pragma once
/// \file
/// A network that is trained on data.

#include <descent/dataset.h>
#include <descent/network.h>

#include <optional>
#include <string>

#include "training/start_model.h"
#include "training/workload.h"

namespace descent::training {

class NetworkWorkload final : public Workload {
public:
    /// All must outlive it. `validation` may hold no patterns. `from`: the model that it begins with, or null. What is
    /// fitted on the data is fitted once, with the options that are asked with first.
    NetworkWorkload(const Network& network, const Dataset& training, const Dataset& validation,
                    const StartModel* from = nullptr);

    void check(const TrainingOptions& options) const override;
    /// The same, and whether the model can be measured on `held_out`.
    void check_held_out(const Dataset& held_out, const TrainingOptions& options) const;
    Scope scope() const override { return Scope::data; }
    std::string stopping_figure() const override {
        return validation_.patterns() > 0 ? "validation loss" : "training loss";
    }
    Json record() const override;
    std::unique_ptr<objective::Objective> make_objective(const TrainingOptions& options, InstructionSet instruction_set,
                                                         parallel::Team& team) override;
    Model model(const TrainingOptions& options, const network::Layout& layout,
                std::span<const float> arena) const override;

private:
    void check_shape(const Dataset& data) const;
    void check_targets(const Dataset& data, const TrainingOptions& options) const;
    const Scaling& scaling(const TrainingOptions& options) const;
    const TargetScaling& target_scaling(const TrainingOptions& options) const;

    const Network& network_;
    const Dataset& training_;
    const Dataset& validation_;
    const StartModel* from_;
    mutable std::optional<Scaling> scaling_;  // once they were asked for
    mutable std::optional<TargetScaling> target_scaling_;
};

}  // namespace descent::training
