#pragma once
/// \file
/// The host's side of the closure extension: objective and sums for rules with a line search. On float for training,
/// on double for checks.

#include <cstdint>
#include <exception>
#include <span>
#include <vector>

#include "update/blocks.h"
#include "update/evaluate.h"
#include "update/host/instance.h"
#include "update/loops.h"
#include "update/optimizer.h"

namespace descent::update {

template <class Value>
class Closure {
public:
    /// `tensors`: of the layout; all must outlive it. Throws Error when the rule has no closure on this type.
    Closure(const Instance& instance, const network::Layout& layout, std::span<const descent_tensor> tensors,
            InstructionSet set);

    /// What one call works on.
    struct Work {
        std::span<Value> parameters;
        std::span<Value> gradient;
        std::span<Value* const> slots;  ///< [slot_count]
        double* globals;
        std::span<const TensorFactors> factors;  ///< one a tensor
        const Evaluate& evaluate;
        parallel::Team& team;
    };

    /// [one thread] Calls the rule's `minimise`; `step` without the factors of any tensor. Frozen tensors stay as they
    /// are, whatever the rule does. Throws what `evaluate` throws, else Error when the rule fails.
    void minimise(const descent_step& step, double loss, const Work& work);

private:
    descent_status call_rule(const descent_step& step, double loss, descent_message* message);
    void describe_tensors(double learning_rate, std::span<const TensorFactors> factors);
    void keep_frozen();
    void restore_frozen();
    void clear_all_padding();

    static descent_status evaluate(void* context, double* loss);
    static double dot(void* context, const Value* a, const Value* b);
    static void add_scaled(void* context, Value* to, double factor, const Value* from);

    const Instance& instance_;
    BasicClosureOfRule<Value> closure_;
    const network::Layout& layout_;
    const LoopTable& loops_;  // for float
    std::vector<Block> blocks_;
    std::vector<Lanes> sums_;  // [blocks]
    std::vector<descent_arena_tensor> tensors_;
    std::vector<Value> frozen_;  // weights of the frozen tensors, one after the other
    const Work* work_ = nullptr;
    std::exception_ptr thrown_;
};

extern template class Closure<float>;
extern template class Closure<double>;

}  // namespace descent::update
