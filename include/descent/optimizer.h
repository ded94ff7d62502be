#pragma once
/// \file
/// For authors: an update rule as one short struct, registered by one line.
///
/// Contract: the file is compiled once for its description and once for each instruction set (the CMake function
/// `descent_add_optimizer` does it), so put the struct into an unnamed namespace, and use in `update` only the
/// operators and the functions of value.h. Numbers that stay equal over a step are double and computed in `begin_step`;
/// `update` is written on `Value`, which is a SIMD batch of floats in training and double in checks.
///
///     namespace {
///     struct Momentum {
///         static constexpr const char* name = "momentum";
///         static constexpr const char* formula = "v = mu v - eta g; w += v";
///         static constexpr const char* source = "Polyak 1964";
///         double momentum = 0.9;
///         double learning_rate = 0.01;
///         static constexpr descent::HyperParameter<Momentum> hyper_parameters[] = {
///             {"learning_rate", &Momentum::learning_rate, {1e-6, 10}, descent::Scale::log, "length of a step"},
///             {"momentum", &Momentum::momentum, {0, 1}, descent::Scale::linear, "share of the last step kept"}};
///         static constexpr descent::Slot slots[] = {{"velocity", "the last step"}};
///         template <class Value>
///         void update(Value& weight, Value gradient, Value& velocity, const descent::Step& step) const {
///             velocity = momentum * velocity - step.learning_rate * gradient;
///             weight += velocity;
///         }
///     };
///     }
///     DESCENT_OPTIMIZER(Momentum)
///
/// Besides, a rule may have:
/// - `void prepare()`: once, when the hyper-parameters are set; may throw std::exception to refuse them.
/// - `void begin_step(const Step&)`: once a step, on one thread: computes members from members.
/// - `static constexpr Global<Rule> globals[]`: double members that live from step to step; saved and restored.
/// - `bool uses_slot(int) const`: for slots marked optional; an unused one costs neither memory nor time.
/// - `double slot_start(int) const`: what a slot holds before the first step; 0 without.
/// - `static constexpr int measure_count`, `measure` and `begin_tensor`: norms over tensors, see
///   plugin/extension/norms.h and optimizers/lamb.cpp.
/// - `static constexpr bool needs_closure = true` and `minimise` in the place of `update`: rules that evaluate the loss
///   themselves, see draft/space.h and optimizers/lbfgs.cpp. Draft: it may change.
/// - `int` members with a range: hyper-parameters that are whole numbers.
/// Drafts, which may change:
/// - `void begin_run(const Run&)`: once before the first step: the network, the seed, and, with
///   `static constexpr bool uses_planned_steps = true`, the planned steps; see plugin/draft/run.h.
/// - `update(weight, gradient, slots..., step, const Place<Value>&)`, and so `measure` and `measure_sums`: where it
///   works, and random numbers; draft/place.h.
/// - `void transform(const Matrices<Real>&, const Step&) const`: every tensor as a matrix, once a step, and products;
///   draft/matrix.h.
/// - `static constexpr int evaluation_slot`: the slot that holds the weights to be measured and saved as the model;
///   plugin/draft/evaluation_weights.h and optimizers/schedule-free.cpp.
/// - `static constexpr bool wraps = true`: it works around another optimizer, "ema(adam)", after whose step it is
/// called;
///   `static constexpr int before_slot`: where it finds the weights before that. With `looks_ahead = true` it moves the
///   weights before that step, to where the gradient shall be taken; plugin/draft/wrapper.h.
/// - `static constexpr int sum_count`, `measure_sums` and `use_sums`: sums over all parameters; plugin/draft/sums.h.

#include <descent/draft/matrix.h>
#include <descent/draft/place.h>
#include <descent/plugin.h>
#include <descent/scale.h>
#include <descent/value.h>

namespace descent {

using Step = descent_step;      ///< count, learning_rate, decay_factor, tensor_factor
using Tensor = descent_tensor;  ///< name, kind, layer, rows, columns

/// Both ends are allowed values.
struct Range {
    double minimum, maximum;
};

/// A setting of a rule. The default is the member's initialiser.
template <class Rule>
struct HyperParameter {
    const char* name;
    const char* help;
    double Rule::*number = nullptr;
    int Rule::*choice = nullptr;  ///< an index into `choices`
    int Rule::*whole = nullptr;   ///< a whole number
    Range range{};
    Scale scale = Scale::linear;
    const char* const* choices = nullptr;
    int choice_count = 0;

    constexpr HyperParameter(const char* its_name, double Rule::*member, Range its_range, Scale its_scale,
                             const char* its_help)
        : name(its_name), help(its_help), number(member), range(its_range), scale(its_scale) {}
    constexpr HyperParameter(const char* its_name, int Rule::*member, Range its_range, Scale its_scale,
                             const char* its_help)
        : name(its_name), help(its_help), whole(member), range(its_range), scale(its_scale) {}
    template <int count>
    constexpr HyperParameter(const char* its_name, int Rule::*member, const char* const (&its_choices)[count],
                             const char* its_help)
        : name(its_name),
          help(its_help),
          choice(member),
          range{0, count - 1},
          scale(Scale::choice),
          choices(its_choices),
          choice_count(count) {}
};

/// State that every parameter has.
struct Slot {
    const char* name;
    const char* help;
    bool optional = false;  ///< `uses_slot` tells whether the settings need it
};

/// State of the whole run. It starts as the member's initialiser or as `prepare` leaves it.
template <class Rule>
struct Global {
    const char* name;
    double Rule::*member;
    const char* help;
};

}  // namespace descent

#include <descent/detail/optimizer_build.h>
