#include "support/trainer.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "data/shuffle.h"
#include "network/initialise.h"

namespace descent::bench {

namespace {

constexpr std::uint64_t seed = 1;

std::map<std::string, std::string> settings(const Workload& workload, std::string_view optimizer) {
    if (optimizer != "gd" && optimizer != "adam") return {};
    return {{"learning_rate", to_text(workload.learning_rate(optimizer))}};
}

engine::EngineOptions engine_options(const Workload& workload, const Dataset& data, InstructionSet set) {
    return {.network = workload.network,
            .loss = workload.loss,
            .scaling = fit_scaling(data, ScalingKind::none),
            .class_weights = {},
            .largest_batch = workload.batch,
            .instruction_set = set};
}

}  // namespace

Trainer::Trainer(const Workload& workload, const Dataset& data, std::string_view optimizer, parallel::Team& team,
                 InstructionSet set)
    : workload_(workload),
      data_(data),
      engine_(engine_options(workload, data, set), team),
      parameters_(engine_.layout().size),
      optimizer_(builtin_optimizers(), optimizer, settings(workload, optimizer), engine_.layout(), set),
      update_(optimizer_, engine_.layout(), parameters_.span(), {}),
      order_(data.patterns()) {
    network::initialise(engine_.layout(), Initialisation::glorot_uniform, seed, parameters_.span());
    begin_epoch();
}

void Trainer::begin_epoch() {
    std::ranges::copy(data_.rows(), order_.begin());
    if (!workload_.full_batch()) data::shuffle(order_, seed, epoch_);
    ++epoch_;
    at_ = 0;
}

std::span<const std::uint32_t> Trainer::next_rows() {
    if (at_ + workload_.batch > order_.size()) begin_epoch();
    const auto rows = std::span<const std::uint32_t>(order_).subspan(at_, workload_.batch);
    at_ += workload_.batch;
    return rows;
}

double Trainer::step() {
    const auto rows = next_rows();
    if (at_ + workload_.batch <= order_.size()) {
        engine_.announce(data_, std::span<const std::uint32_t>(order_).subspan(at_, workload_.batch));
    }
    update_.begin_step(optimizer_.learning_rate());
    return engine_.step(data_, rows, parameters_.span(), update_).loss / static_cast<double>(workload_.batch);
}

}  // namespace descent::bench
