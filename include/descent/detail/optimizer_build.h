#pragma once
/// \file
/// What DESCENT_OPTIMIZER means in this compilation: the description, the loops of one instruction set, or both.
///
/// `descent_add_optimizer` compiles the one file several times:
///   DESCENT_OPTIMIZER_ID=lion DESCENT_COMPILED_SETS(X)=...      the description, which knows the loops of these sets
///   DESCENT_OPTIMIZER_ID=lion DESCENT_LOOPS_TAG=Avx2 DESCENT_LOOPS_SET=avx2     the loops of one set, and nothing else
/// Without these (a plain `g++ -O3 -shared -fPIC -ffp-contract=off`), all stands in one file, with baseline loops only.

#define DESCENT_JOIN_(a, b) a##b
#define DESCENT_JOIN(a, b) DESCENT_JOIN_(a, b)

#if defined(DESCENT_LOOPS_TAG)

#include <descent/detail/optimizer_loops.h>
#define DESCENT_OPTIMIZER(Rule)                                                                                  \
    extern "C" const descent::detail::LoopTable DESCENT_JOIN(DESCENT_JOIN(descent_loops_, DESCENT_OPTIMIZER_ID), \
                                                             DESCENT_JOIN(_, DESCENT_LOOPS_SET));                \
    const descent::detail::LoopTable DESCENT_JOIN(DESCENT_JOIN(descent_loops_, DESCENT_OPTIMIZER_ID),            \
                                                  DESCENT_JOIN(_, DESCENT_LOOPS_SET)) =                          \
        descent::detail::loop_table<descent::detail::DESCENT_LOOPS_TAG, Rule>();

#elif defined(DESCENT_OPTIMIZER_ID)

#include <descent/detail/optimizer_rule.h>
#define DESCENT_LOOPS_OF(set) DESCENT_JOIN(DESCENT_JOIN(descent_loops_, DESCENT_OPTIMIZER_ID), DESCENT_JOIN(_, set))
extern "C" {
#define DESCENT_DECLARE_LOOPS(name, NAME, Tag) extern const descent::detail::LoopTable DESCENT_LOOPS_OF(name);
DESCENT_COMPILED_SETS(DESCENT_DECLARE_LOOPS)
#undef DESCENT_DECLARE_LOOPS
}
namespace descent::detail {
/// The loops that were compiled for a set, or null.
static const LoopTable* loops_of(int32_t set) {
#define DESCENT_FIND_LOOPS(name, NAME, Tag) \
    if (set == DESCENT_SET_##NAME) return &DESCENT_LOOPS_OF(name);
    DESCENT_COMPILED_SETS(DESCENT_FIND_LOOPS)
#undef DESCENT_FIND_LOOPS
    return nullptr;
}
}  // namespace descent::detail
#define DESCENT_OPTIMIZER(Rule) DESCENT_OPTIMIZER_DESCRIPTION(Rule)

#else

#if defined(__aarch64__)
#include <descent/detail/isa/neon.h>
#else
#include <descent/detail/isa/baseline.h>
#endif
#include <descent/detail/optimizer_loops.h>
#include <descent/detail/optimizer_rule.h>
namespace descent::detail {
#if defined(__aarch64__)
using OnlyTag = Neon;
#else
using OnlyTag = Baseline;
#endif
static const LoopTable* loops_of(int32_t set);
}  // namespace descent::detail
#define DESCENT_OPTIMIZER(Rule)                                                       \
    static constexpr descent::detail::LoopTable descent_only_loops =                  \
        descent::detail::loop_table<descent::detail::OnlyTag, Rule>();                \
    static const descent::detail::LoopTable* descent::detail::loops_of(int32_t set) { \
        return set == DESCENT_SET_BASELINE ? &descent_only_loops : nullptr;           \
    }                                                                                 \
    DESCENT_OPTIMIZER_DESCRIPTION(Rule)

#endif

// A built-in is found by a function named after it, a plugin by the one symbol that all plugins export.
#if defined(DESCENT_OPTIMIZER_ID) && defined(DESCENT_OPTIMIZER_BUILT_IN)
#define DESCENT_OPTIMIZER_DESCRIPTION(Rule)                                                 \
    extern "C" const descent_rule* DESCENT_JOIN(descent_rule_, DESCENT_OPTIMIZER_ID)();     \
    extern "C" const descent_rule* DESCENT_JOIN(descent_rule_, DESCENT_OPTIMIZER_ID)() {    \
        return &descent::detail::Description<Rule, descent::detail::loops_of>::rule_struct; \
    }
#else
#define DESCENT_OPTIMIZER_DESCRIPTION(Rule)                                                                 \
    static constexpr const descent_rule* descent_only_rule[] = {                                            \
        &descent::detail::Description<Rule, descent::detail::loops_of>::rule_struct};                       \
    const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, descent_only_rule, \
                                          descent::detail::Drafts<Rule, descent::detail::loops_of>::start};
#endif
