#include "update/conformance/bench.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {

network::Layout layout_of(std::size_t inputs, const std::vector<std::size_t>& units) {
    Network network;
    network.inputs = inputs;
    for (const std::size_t count : units) network.layers.push_back({.units = count});
    return network::make_layout(network);
}

Bench::Bench(const Subject& subject, network::Layout layout)
    : Bench(subject, std::move(layout), subject.instruction_sets.back(), subject.settings) {}

Bench::Bench(const Subject& subject, network::Layout layout, InstructionSet set,
             const std::map<std::string, std::string>& settings)
    : layout_(std::move(layout)),
      optimizer_(subject.registry, subject.name, settings, layout_, set),
      parameters_(layout_.size),
      gradient_(layout_.size),
      other_gradient_(layout_.size),
      places_(places_of(layout_)) {}

void Bench::start_at(const Problem& problem) {
    const std::vector<double> start = problem.start();
    for (std::size_t i = 0; i < places_.size(); ++i) parameters_.data()[places_[i]] = static_cast<float>(start[i]);
}

void Bench::step(Problem& problem, double rate_factor, std::size_t threads) {
    parallel::Team team(threads);
    Update update(optimizer_, layout_, parameters_.span(), {});
    problem.begin_step(optimizer_.steps());
    const double loss = problem.evaluate(parameters_.span(), gradient_.span());
    update.begin_step(optimizer_.learning_rate() * rate_factor);
    if (optimizer_.needs_closure()) {
        update.apply_closure(loss, gradient_.span(), problem, team);
    } else {
        update.apply_whole(gradient_.span(), team);
    }
}

void Bench::step_in_stretches(Problem& problem, const Visit& visit, bool last_tensor_first) {
    Update update(optimizer_, layout_, parameters_.span(), {});
    problem.begin_step(optimizer_.steps());
    problem.evaluate(parameters_.span(), gradient_.span());
    update.begin_step(optimizer_.learning_rate());
    std::vector<const network::Tensor*> tensors;
    for (const network::Tensor& tensor : layout_.tensors) tensors.push_back(&tensor);
    if (last_tensor_first) std::reverse(tensors.begin(), tensors.end());
    for (const network::Tensor* tensor : tensors) {
        visit(*tensor, [&](std::size_t row, std::size_t rows) {
            const std::size_t offset = tensor->offset + row * tensor->stride;
            update.consume(offset, gradient_.span().subspan(offset, rows * tensor->stride));
        });
    }
}

std::vector<float> Bench::weights() const {
    std::vector<float> result;
    for (const std::size_t place : places_) result.push_back(parameters_.data()[place]);
    return result;
}

std::vector<std::uint32_t> Bench::bits() {
    std::vector<std::uint32_t> result;
    const auto add = [&](std::span<const float> arena) {
        for (const std::size_t place : places_) result.push_back(std::bit_cast<std::uint32_t>(arena[place]));
    };
    add(parameters_.span());
    for (const std::string& name : optimizer_.slot_names()) add(optimizer_.slot(name));
    for (const std::string& name : optimizer_.global_names()) {
        const auto bits = std::bit_cast<std::uint64_t>(optimizer_.global(name));
        result.push_back(static_cast<std::uint32_t>(bits));
        result.push_back(static_cast<std::uint32_t>(bits >> 32U));
    }
    return result;
}

bool Bench::finite() const {
    return std::ranges::all_of(places_, [&](std::size_t place) { return std::isfinite(parameters_.data()[place]); });
}

double Bench::loss(Problem& problem) { return problem.evaluate(parameters_.span(), other_gradient_.span()); }

void Bench::copy_from(Bench& other) {
    std::ranges::copy(other.parameters_.span(), parameters_.data());
    for (const std::string& name : other.optimizer_.slot_names()) {
        std::ranges::copy(other.optimizer_.slot(name), optimizer_.slot(name).begin());
    }
    for (const std::string& name : other.optimizer_.global_names()) {
        optimizer_.set_global(name, other.optimizer_.global(name));
    }
    optimizer_.set_steps(other.optimizer_.steps());
}

std::string difference(Bench& one, Bench& other) {
    const std::vector<float> a = one.weights(), b = other.weights();
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::bit_cast<std::uint32_t>(a[i]) == std::bit_cast<std::uint32_t>(b[i])) continue;
        return "weight " + to_text(i) + " is " + to_text(a[i]) + " in one and " + to_text(b[i]) + " in the other";
    }
    return one.bits() == other.bits() ? "" : "the weights are equal, but the optimizer's state is not";
}

}  // namespace descent::update::conformance
