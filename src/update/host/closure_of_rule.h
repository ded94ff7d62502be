#pragma once
/// \file
/// The closure extension of a rule, in whichever revision it has it.

#include <string>

#include <descent/plugin.h>
#include <descent/plugin/draft/closure_2.h>

namespace descent::update {

struct ClosureOfRule {
    const descent_closure* first = nullptr;  ///< null where the rule has revision 2
    const descent_closure_2* second = nullptr;

    bool exists() const { return first != nullptr || second != nullptr; }
    bool honours_groups() const { return second != nullptr && second->honours_groups != 0; }
    /// The function, for asking whether it is null.
    const void* minimise() const {
        return second != nullptr ? reinterpret_cast<const void*>(second->minimise)
                                 : reinterpret_cast<const void*>(first->minimise);
    }
};

/// [any thread] Revision 2 before revision 1. Throws Error as `find_extension`.
ClosureOfRule find_closure(const descent_rule& rule, const std::string& who);

}  // namespace descent::update
