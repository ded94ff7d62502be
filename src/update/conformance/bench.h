#pragma once
/// \file
/// A run of the subject on a small problem, step by step: what every check is made of.
///
///     Bench bench(subject, layout_of(37, {50, 3}));
///     NoisyParabola problem(bench.layout());
///     bench.start_at(problem);
///     for (int i = 0; i < 20; ++i) bench.step(problem);
///     bench.bits() == other.bits();

#include <bit>
#include <map>
#include <string>
#include <vector>

#include "parallel/team.h"
#include "update/conformance/check.h"
#include "update/conformance/objectives.h"
#include "update/one_step.h"
#include "update/stepper.h"

namespace descent::update::conformance {

/// A network with that many inputs and units.
network::Layout layout_of(std::size_t inputs, const std::vector<std::size_t>& units);

/// The layout that most checks use: tensors of several rows, widths that need padding.
inline network::Layout usual_layout() { return layout_of(19, {21, 3}); }

/// The run that a rule may know of.
inline constexpr RunFacts kit_run = {.seed = 1, .planned_steps = 20000};

/// As bits: NaN is equal to itself, and 0 is not -0.
inline bool same_bits(float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }

/// Of the parameter at that place of the arena: "layers.0.weight, row 3, column 4"; "padding of layers.0.weight, row
/// 3".
std::string name_of(const network::Layout& layout, std::size_t place);

class Bench {
public:
    Bench(const Subject& subject, network::Layout layout, std::size_t threads = 1);
    Bench(const Subject& subject, network::Layout layout, InstructionSet set,
          const std::map<std::string, std::string>& settings, std::size_t threads = 1);

    const network::Layout& layout() const { return objective_.layout(); }
    Optimizer& optimizer() { return stepper_.optimizer(); }
    std::span<const float> parameters() const { return stepper_.parameters(); }
    std::span<float> change_parameters() { return stepper_.change_parameters(); }
    std::span<float> gradient() { return objective_.last_gradient(); }

    void start_at(const Function& function);

    /// One step with gradients of `function`; `rate_factor` on the learning rate.
    void step(const Function& function, double rate_factor = 1);

    /// The same step in stretches of rows. Only where `works_in_stretches`.
    void step_in_stretches(const Function& function, const Visit& visit, bool last_tensor_first = false);
    /// A step on stretches of `gradient()` alone, as `step_on_stretches` takes them.
    template <class Visit>
    void step_on(const Visit& visit) {
        step_on_stretches<float>(optimizer(), optimizer().learning_rate(), change_parameters(), gradient(), visit);
    }
    bool works_in_stretches() const { return stepper_.optimizer().works_on_stretches(); }

    /// Parameters without padding.
    std::vector<float> weights() const;
    /// The same of those that are measured.
    std::vector<float> measured_weights() const;
    /// Parameters and all state, as bits.
    std::vector<std::uint32_t> bits();
    /// The first of them that is not finite, "layers.0.bias, row 0, column 1 is nan"; "" where all are.
    std::string not_finite() const;
    bool finite() const { return not_finite().empty(); }
    /// Name of number `i` of `weights`.
    std::string name(std::size_t i) const { return name_of(layout(), places_[i]); }
    /// At the weights that are measured.
    double loss(const Function& function);

    /// State, steps and parameters of another run of the same layout, by name.
    void copy_from(Bench& other);

private:
    parallel::Team team_;
    BenchObjective objective_;
    Stepper stepper_;
    std::vector<std::size_t> places_;
};

/// "layers.0.bias, row 0, column 1 is 0.25 in one and 0.5 in the other", or "" when the bits are the same.
std::string difference(Bench& one, Bench& other);
/// The same of the weights alone.
std::string difference_of_weights(const Bench& one, const Bench& other);

}  // namespace descent::update::conformance
