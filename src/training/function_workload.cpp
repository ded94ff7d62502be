#include "training/function_workload.h"

#include "objective/function_objective.h"

namespace descent::training {

FunctionWorkload::FunctionWorkload(std::string_view name) : name_(name) { objective::make_function(name_); }

Json FunctionWorkload::record() const { return {{"function", name_}}; }

std::unique_ptr<objective::Objective> FunctionWorkload::make_objective(const TrainingOptions& options, InstructionSet,
                                                                       parallel::Team&) {
    return objective::make_function_objective(name_, options.seed);
}

Model FunctionWorkload::model(const TrainingOptions&, const network::Layout& layout,
                              std::span<const float> arena) const {
    std::vector<float> point;
    for (const std::size_t place : objective::places_of(layout)) point.push_back(arena[place]);
    Model model;
    model.tensors = {{"point", {point.size()}, point}};
    return model;
}

}  // namespace descent::training
