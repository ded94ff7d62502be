#include "support/trainer.h"

#include "base/text.h"

namespace descent::bench {

namespace {

TrainingOptions options_of(const Workload& workload) {
    return {.loss = workload.loss, .batch_size = workload.batch, .seed = 1};
}

update::Optimizer optimizer_of(const Workload& workload, std::string_view name, const network::Layout& layout,
                               InstructionSet set) {
    std::map<std::string, std::string> settings;
    if (name == "gd" || name == "adam") settings["learning_rate"] = to_text(workload.learning_rate(name));
    return {builtin_optimizers(), name, settings, layout, set};
}

}  // namespace

Trainer::Trainer(const Workload& workload, const Dataset& data, std::string_view optimizer, parallel::Team& team,
                 InstructionSet set)
    : objective_(workload.network, data, no_validation_, options_of(workload), set, team),
      stepper_(objective_, optimizer_of(workload, optimizer, objective_.layout(), set), {}, team),
      batches_(data.patterns() / workload.batch) {
    stepper_.start();
}

objective::Batch Trainer::next() {
    const objective::Batch now = at_;
    at_ = at_.index + 1 < batches_ ? objective::Batch{.epoch = at_.epoch, .index = at_.index + 1}
                                   : objective::Batch{.epoch = at_.epoch + 1};
    return now;
}

double Trainer::step() {
    const engine::BatchResult result = stepper_.step(next(), stepper_.optimizer().learning_rate());
    return result.loss / static_cast<double>(result.patterns);
}

}  // namespace descent::bench
