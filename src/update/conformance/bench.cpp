#include "update/conformance/bench.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

#include <descent/error.h>

#include "base/text.h"
#include "parallel/memory.h"

namespace descent::update::conformance {

network::Layout layout_of(std::size_t inputs, const std::vector<std::size_t>& units) {
    Network network;
    network.inputs = inputs;
    for (const std::size_t count : units) network.layers.push_back({.units = count});
    return network::make_layout(network);
}

std::string name_of(const network::Layout& layout, std::size_t place) {
    const network::Tensor& tensor =
        *std::ranges::find_if(layout.tensors, [&](const network::Tensor& t) { return place < t.offset + t.size(); });
    const std::size_t row = (place - tensor.offset) / tensor.stride, column = (place - tensor.offset) % tensor.stride;
    if (column >= tensor.columns) return "padding of " + tensor.name + ", row " + to_text(row);
    return tensor.name + ", row " + to_text(row) + ", column " + to_text(column);
}

Bench::Bench(const Subject& subject, network::Layout layout, std::size_t threads)
    : Bench(subject, std::move(layout), subject.instruction_sets.back(), subject.settings, threads) {}

namespace {

/// Which slots a rule has depends on its settings, not on the layout: asked with one weight.
[[noreturn]] void refuse_for_memory(const Subject& subject, std::size_t parameters, InstructionSet set,
                                    const std::map<std::string, std::string>& settings) {
    const Optimizer rule(subject.registry, subject.name, settings, layout_of(1, {1}), set);
    const auto mebibytes = [](std::size_t bytes) { return to_text((bytes + 0xFFFFF) >> 20U) + " MiB"; };
    const std::size_t arena = parameters * sizeof(float);
    throw Error("not enough memory: the parameters of this check and their gradient take " + mebibytes(arena) +
                " each, the state of " + printable(subject.name) + " " + mebibytes(rule.slot_names().size() * arena) +
                ", and the rule's scratches come on top, but " + mebibytes(parallel::available_memory()) +
                " are available");
}

}  // namespace

Bench::Bench(const Subject& subject, network::Layout layout, InstructionSet set,
             const std::map<std::string, std::string>& settings, std::size_t threads) try
    : team_(threads),
      objective_(std::move(layout), team_),
      stepper_(objective_, Optimizer(subject.registry, subject.name, settings, objective_.layout(), set), {}, team_),
      places_(places_of(objective_.layout())) {
    if (optimizer().needs_closure()) objective_.need_loss();
    optimizer().begin_run(kit_run);
} catch (const std::bad_alloc&) {
    refuse_for_memory(subject, layout.size, set, settings);  // of the moved layout the size is still there
}

void Bench::start_at(const Function& function) {
    objective_.minimise(function);
    stepper_.start();
}

void Bench::step(const Function& function, double rate_factor) {
    objective_.minimise(function);
    stepper_.step({.epoch = optimizer().steps()}, optimizer().learning_rate() * rate_factor);
}

void Bench::step_in_stretches(const Function& function, const Visit& visit, bool last_tensor_first) {
    objective_.hand_out(visit, last_tensor_first);
    step(function);
    objective_.hand_out({}, false);
}

std::vector<float> Bench::weights() const {
    std::vector<float> result;
    for (const std::size_t place : places_) result.push_back(parameters()[place]);
    return result;
}

std::vector<float> Bench::measured_weights() const {
    std::vector<float> result;
    for (const std::size_t place : places_) result.push_back(stepper_.evaluation_weights()[place]);
    return result;
}

std::vector<std::uint32_t> Bench::bits() {
    std::vector<std::uint32_t> result;
    const auto add = [&](std::span<const float> arena) {
        for (const std::size_t place : places_) result.push_back(std::bit_cast<std::uint32_t>(arena[place]));
    };
    add(parameters());
    for (const std::string& name : optimizer().slot_names()) add(optimizer().slot(name));
    for (const std::string& name : optimizer().global_names()) {
        const auto bits = std::bit_cast<std::uint64_t>(optimizer().global(name));
        result.push_back(static_cast<std::uint32_t>(bits));
        result.push_back(static_cast<std::uint32_t>(bits >> 32U));
    }
    return result;
}

std::string Bench::not_finite() const {
    for (const std::size_t place : places_) {
        const float found = parameters()[place];
        if (!std::isfinite(found)) return name_of(layout(), place) + " is " + to_text(found);
    }
    return "";
}

double Bench::loss(const Function& function) {
    objective_.minimise(function);
    return objective_.measure(stepper_.evaluation_weights()).loss;
}

void Bench::copy_from(Bench& other) {
    Optimizer &to = optimizer(), &from = other.optimizer();
    std::ranges::copy(other.parameters(), change_parameters().begin());
    for (const std::string& name : from.slot_names()) std::ranges::copy(from.slot(name), to.slot(name).begin());
    for (const std::string& name : from.global_names()) to.set_global(name, from.global(name));
    to.set_steps(from.steps());
}

std::string difference_of_weights(const Bench& one, const Bench& other) {
    const std::vector<float> a = one.weights(), b = other.weights();
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (same_bits(a[i], b[i])) continue;
        return one.name(i) + " is " + to_text(a[i]) + " in one and " + to_text(b[i]) + " in the other";
    }
    return "";
}

std::string difference(Bench& one, Bench& other) {
    const std::string found = difference_of_weights(one, other);
    if (!found.empty() || one.bits() == other.bits()) return found;
    return "the weights are equal, but the optimizer's state is not";
}

}  // namespace descent::update::conformance
