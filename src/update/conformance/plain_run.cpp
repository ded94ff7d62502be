#include "update/conformance/plain_run.h"

namespace descent::update::conformance {

template <class Value>
PlainRun<Value>::PlainRun(const Subject& subject, const network::Layout& layout, std::span<const double> start)
    : point_(layout),
      places_(places_of(layout)),
      optimizer_(subject.registry, subject.name, subject.settings, layout, subject.instruction_sets.back()),
      team_(1),
      parameters_(layout.size),
      gradient_(layout.size),
      kept_(optimizer_.looks_ahead() ? layout.size : 0) {
    optimizer_.begin_run(kit_run);
    point_.write(start, parameters_.span());
    optimizer_.start_at(parameters_.span());
}

/// The loss where the weights are; their gradient goes to `gradient_`.
template <class Value>
double PlainRun<Value>::look(const Function& function) {
    const std::span<const double> x = point_.read(parameters_.span());
    std::vector<double> slope(x.size());
    function.gradient(x, 1, 0, slope);
    point_.write(std::span<const double>(slope), gradient_.span());
    return function.noisy_value(x, 1, 0);
}

template <class Value>
void PlainRun<Value>::step(std::span<const double> gradient, std::optional<double> rate) {
    const auto look = [&] {
        point_.write(gradient, gradient_.span());
        return 0.0;
    };
    look();
    step_on_whole_gradient<Value>(
        optimizer_, rate_or_own(rate), arrays(), [] { return 0.0; }, look, team_);
}

template <class Value>
void PlainRun<Value>::step(const Function& function, std::optional<double> rate) {
    const double loss = look(function);
    step_on_whole_gradient<Value>(
        optimizer_, rate_or_own(rate), arrays(), [&] { return loss; }, [&] { return look(function); }, team_);
}

template class PlainRun<float>;
template class PlainRun<double>;

}  // namespace descent::update::conformance
