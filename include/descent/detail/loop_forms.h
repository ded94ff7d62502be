#pragma once
/// \file
/// The forms of a rule's loop: one for each combination of choices and of optional slots, which are constants in it.

#include <cstddef>

#include <descent/detail/traits.h>

namespace descent::detail {

/// A copy of the rule with its choices fixed to what `Form` says, so that the compiler sees constants.
template <class Isa, class Rule, int Form>
DESCENT_INLINE Rule fixed_rule(const void* instance) {
    Rule rule;
    __builtin_memcpy(static_cast<void*>(&rule), instance, sizeof(Rule));
    if constexpr (Traits<Rule>::parameter_count > 0) {
        int rest = Form >> Traits<Rule>::optional_count;
#pragma GCC unroll 64
        for (int i = 0; i < Traits<Rule>::parameter_count; ++i) {
            const auto& parameter = Rule::hyper_parameters[i];
            if (parameter.choice == nullptr) continue;
            rule.*parameter.choice = rest % parameter.choice_count;
            rest /= parameter.choice_count;
        }
    }
    return rule;
}

/// Is slot number `slot` in memory in this form of the loop?
template <class Rule, int Form>
constexpr bool slot_in_memory(int slot) {
    int bit = 0;
    for (int i = 0; i < slot; ++i) bit += Traits<Rule>::slot_is_optional(i) ? 1 : 0;
    return !Traits<Rule>::slot_is_optional(slot) || ((Form >> bit) & 1) != 0;
}

/// Which form of the loop the settings of an instance need.
template <class Isa, class Rule>
int form_of(const void* instance) {
    Rule rule;
    __builtin_memcpy(static_cast<void*>(&rule), instance, sizeof(Rule));
    int form = 0, radix = 1;
    if constexpr (Traits<Rule>::optional_count > 0) {
        for (int s = 0; s < Traits<Rule>::slot_count; ++s) {
            if (!Traits<Rule>::slot_is_optional(s)) continue;
            if (rule.uses_slot(s)) form += radix;
            radix *= 2;
        }
    }
    if constexpr (Traits<Rule>::parameter_count > 0) {
        for (const auto& parameter : Rule::hyper_parameters) {
            if (parameter.choice == nullptr) continue;
            form += radix * (rule.*parameter.choice);
            radix *= parameter.choice_count;
        }
    }
    return form;
}

}  // namespace descent::detail
