#pragma once
/// \file
/// A test function whose point is trained.

#include <string>

#include "training/workload.h"

namespace descent::training {

class FunctionWorkload final : public Workload {
public:
    /// Throws UsageError for an unknown name.
    explicit FunctionWorkload(std::string_view name);

    Scope scope() const override { return Scope::any; }
    std::string stopping_figure() const override { return "value"; }
    Json record() const override;
    std::unique_ptr<objective::Objective> make_objective(const TrainingOptions& options, InstructionSet,
                                                         parallel::Team&) override;
    /// A model without layers: one tensor "point".
    Model model(const TrainingOptions& options, const network::Layout& layout,
                std::span<const float> arena) const override;

private:
    std::string name_;
};

}  // namespace descent::training
