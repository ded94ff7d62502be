#include "training/snapshot.h"

#include <algorithm>

namespace descent::training {

Snapshot Snapshot::of(const network::Layout& layout, const update::Optimizer& optimizer) {
    Snapshot snapshot;
    snapshot.parameters.resize(layout.size);
    snapshot.slot_names = optimizer.slot_names();
    snapshot.slots.assign(snapshot.slot_names.size(), std::vector<float>(layout.size));
    snapshot.global_names = optimizer.global_names();
    snapshot.globals.resize(snapshot.global_names.size());
    return snapshot;
}

void Snapshot::take(update::Stepper& stepper, const Position& at) {
    update::Optimizer& optimizer = stepper.optimizer();
    std::ranges::copy(stepper.parameters(), parameters.begin());
    for (std::size_t i = 0; i < slots.size(); ++i) {
        std::ranges::copy(optimizer.slot(slot_names[i]), slots[i].begin());
    }
    for (std::size_t i = 0; i < globals.size(); ++i) globals[i] = optimizer.global(global_names[i]);
    optimizer_steps = optimizer.steps();
    position = at;
}

void Snapshot::restore(update::Stepper& stepper) const {
    update::Optimizer& optimizer = stepper.optimizer();
    std::ranges::copy(parameters, stepper.change_parameters().begin());
    for (std::size_t i = 0; i < slots.size(); ++i) {
        std::ranges::copy(slots[i], optimizer.slot(slot_names[i]).begin());
    }
    for (std::size_t i = 0; i < globals.size(); ++i) optimizer.set_global(global_names[i], globals[i]);
    optimizer.set_steps(optimizer_steps);
}

}  // namespace descent::training
