#include "update/host/closure_of_rule.h"

#include "update/rule_check.h"

namespace descent::update {

ClosureOfRule find_closure(const descent_rule& rule, const std::string& who) {
    if (const auto* second = find_extension<descent_closure_2>(rule, DESCENT_CLOSURE_2, who)) return {.second = second};
    return {.first = find_extension<descent_closure>(rule, DESCENT_CLOSURE, who)};
}

}  // namespace descent::update
