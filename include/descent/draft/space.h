#pragma once
/// \file
/// All parameters at once, for rules that search along lines: the draft of the closure extension in C++.
///
/// Groups that change rates or decays are refused for such a rule, unless `static constexpr bool honours_groups = true`
/// promises that it uses those of `tensors()`.

#include <descent/plugin/draft/closure_2.h>

namespace descent {

namespace detail {

/// How a failed evaluation leaves the author's `minimise`; it ends before the border.
struct EvaluationFailed {
    descent_status status;
};

template <class Real>
struct SpaceTypes;
template <>
struct SpaceTypes<float> {
    using Arena = descent_arena;
    using Objective = descent_objective;
};
template <>
struct SpaceTypes<double> {
    using Arena = descent_double_arena;
    using Objective = descent_double_objective;
};

}  // namespace detail

/// A tensor of the arena, with its own rate and decay: offset, tensor, learning_rate, rate_factor, decay_factor,
/// frozen.
using ArenaTensor = descent_arena_tensor;

/// Vectors of `count()` numbers: weights, gradients and slots. All functions: [one thread], during `minimise`.
template <class Real>
class Space {
public:
    using Arena = typename detail::SpaceTypes<Real>::Arena;
    using Objective = typename detail::SpaceTypes<Real>::Objective;

    Space(const Arena& arena, const descent_arena_tensors& tensors, const Objective& objective)
        : arena_(arena), tensors_(tensors), objective_(objective) {}

    uint64_t count() const { return arena_.count; }
    Real* weights() const { return arena_.weights; }
    Real* gradients() const { return arena_.gradients; }
    Real* slot(int number) const { return arena_.slots[number]; }

    struct Tensors {
        const ArenaTensor *first, *last;
        const ArenaTensor* begin() const { return first; }
        const ArenaTensor* end() const { return last; }
    };
    /// The vectors' tensors, by offset. A rule that uses their rates and decays says so: `honours_groups = true`.
    Tensors tensors() const { return {tensors_.tensors, tensors_.tensors + tensors_.count}; }

    /// Loss at the weights; their gradient goes to `gradients()`, all NaN where the loss is not finite. Leaves
    /// `minimise` when it cannot be computed.
    double evaluate() const {
        double loss = 0;
        const descent_status status = objective_.evaluate(objective_.context, &loss);
        if (status != DESCENT_OK) throw detail::EvaluationFailed{status};
        return loss;
    }
    /// sum_i a_i b_i, the same bits for any number of threads.
    double dot(const Real* a, const Real* b) const { return objective_.dot(objective_.context, a, b); }
    /// to += factor from
    void add_scaled(Real* to, double factor, const Real* from) const {
        objective_.add_scaled(objective_.context, to, factor, from);
    }
    /// to = from
    void copy(Real* to, const Real* from) const { __builtin_memcpy(to, from, arena_.count * sizeof(Real)); }
    /// to = factor from
    void copy_scaled(Real* to, double factor, const Real* from) const {
        for (uint64_t i = 0; i < arena_.count; ++i) to[i] = static_cast<Real>(factor) * from[i];
    }

private:
    const Arena& arena_;
    const descent_arena_tensors& tensors_;
    const Objective& objective_;
};

}  // namespace descent
