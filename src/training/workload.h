#pragma once
/// \file
/// What a run trains: a network on data, or the point of a test function. Knows what the loop need not know: how the
/// parts are checked and recorded, and what the trained parameters are kept as.

#include <descent/machine.h>
#include <descent/model.h>
#include <descent/training.h>

#include <memory>

#include "base/json.h"
#include "objective/objective.h"
#include "training/settings/setting.h"

namespace descent::training {

class Workload {
public:
    virtual ~Workload() = default;

    /// [one thread] Throws UsageError or InputError when its parts and the options do not fit each other.
    virtual void check(const TrainingOptions&) const {}

    virtual std::string stopping_figure() const = 0;  ///< that early stopping goes by
    virtual Scope scope() const = 0;                  ///< of the settings that have a meaning for it

    /// [any thread] Its part of the run's record: network and data by content, or the function's name.
    virtual Json record() const = 0;

    /// [one thread] Once a workload. `team` and the workload must outlive the objective.
    virtual std::unique_ptr<objective::Objective> make_objective(const TrainingOptions& options,
                                                                 InstructionSet instruction_set,
                                                                 parallel::Team& team) = 0;

    /// [any thread] The parameters of an arena, as users keep them; after `make_objective`.
    virtual Model model(const TrainingOptions& options, const network::Layout& layout,
                        std::span<const float> arena) const = 0;
};

}  // namespace descent::training
