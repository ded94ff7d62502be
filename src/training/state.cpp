#include "training/state.h"

namespace descent::training {

State state_of(std::span<float> parameters, update::Optimizer& optimizer) {
    State state{
        .parameters = parameters, .slots = {}, .globals = {}, .optimizer_steps = optimizer.steps(), .position = {}};
    for (const std::string& name : optimizer.slot_names()) state.slots.push_back({name, optimizer.slot(name)});
    for (const std::string& name : optimizer.global_names()) state.globals.push_back({name, optimizer.global(name)});
    return state;
}

State state_of(update::Stepper& stepper) { return state_of(stepper.change_parameters(), stepper.optimizer()); }

void set_numbers(update::Optimizer& optimizer, const State& state) {
    for (const State::Global& global : state.globals) optimizer.set_global(global.name, global.value);
    optimizer.set_steps(state.optimizer_steps);
}

}  // namespace descent::training
