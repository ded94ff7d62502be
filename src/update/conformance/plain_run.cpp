#include "update/conformance/plain_run.h"

namespace descent::update::conformance {

template <class Value>
PlainRun<Value>::PlainRun(const Subject& subject, const network::Layout& layout, std::span<const double> start)
    : places_(places_of(layout)),
      optimizer_(subject.registry, subject.name, subject.settings, layout, subject.instruction_sets.back()),
      team_(1),
      parameters_(layout.size),
      gradient_(layout.size) {
    optimizer_.begin_run(kit_run);
    for (std::size_t i = 0; i < places_.size(); ++i) parameters_.data()[places_[i]] = static_cast<Value>(start[i]);
    optimizer_.start_at(parameters_.span());
}

template <class Value>
void PlainRun<Value>::set_gradient(std::span<const double> gradient) {
    for (std::size_t i = 0; i < places_.size(); ++i) gradient_.data()[places_[i]] = static_cast<Value>(gradient[i]);
}

/// The loss where the weights are; their gradient goes to `gradient_`.
template <class Value>
double PlainRun<Value>::look(const Function& function) {
    std::vector<double> x, slope(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) x.push_back(weight(i));
    function.gradient(x, 1, 0, slope);
    set_gradient(slope);
    return function.noisy_value(x, 1, 0);
}

template <class Value>
void PlainRun<Value>::step(std::span<const double> gradient, std::optional<double> rate) {
    set_gradient(gradient);
    begin(rate);
    look_ahead([&] { set_gradient(gradient); });
    optimizer_.apply_whole(parameters_.span(), gradient_.span(), team_);
}

template <class Value>
void PlainRun<Value>::step(const Function& function, std::optional<double> rate) {
    const double loss = look(function);
    begin(rate);
    look_ahead([&] { look(function); });
    if (!needs_closure()) return optimizer_.apply_whole(parameters_.span(), gradient_.span(), team_);
    optimizer_.minimise(
        parameters_.span(), gradient_.span(), loss, [&] { return look(function); }, team_);
}

template class PlainRun<float>;
template class PlainRun<double>;

}  // namespace descent::update::conformance
