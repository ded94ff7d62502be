#pragma once
/// \file
/// The closure extension of a rule, in whichever revision it has it: on float for training, on double for checks.

#include <string>

#include <descent/plugin.h>
#include <descent/plugin/draft/closure_2.h>

namespace descent::update {

template <class Value>
struct ClosureTypes;
template <>
struct ClosureTypes<float> {
    using Arena = descent_arena;
    using Objective = descent_objective;
    using First = descent_closure;
    using Second = descent_closure_2;
    static constexpr const char *first = DESCENT_CLOSURE, *second = DESCENT_CLOSURE_2;
};
template <>
struct ClosureTypes<double> {
    using Arena = descent_double_arena;
    using Objective = descent_double_objective;
    using First = descent_double_closure;
    using Second = descent_double_closure_2;
    static constexpr const char *first = DESCENT_DOUBLE_CLOSURE, *second = DESCENT_DOUBLE_CLOSURE_2;
};

template <class Value>
struct BasicClosureOfRule {
    const typename ClosureTypes<Value>::First* first = nullptr;  ///< null where the rule has revision 2
    const typename ClosureTypes<Value>::Second* second = nullptr;

    bool exists() const { return first != nullptr || second != nullptr; }
    bool honours_groups() const { return second != nullptr && second->honours_groups != 0; }
    /// The function, for asking whether it is null.
    const void* minimise() const {
        return second != nullptr ? reinterpret_cast<const void*>(second->minimise)
                                 : reinterpret_cast<const void*>(first->minimise);
    }
};

using ClosureOfRule = BasicClosureOfRule<float>;

/// [any thread] Revision 2 before revision 1. Throws Error as `find_extension`.
template <class Value = float>
BasicClosureOfRule<Value> find_closure(const descent_rule& rule, const std::string& who);

}  // namespace descent::update
