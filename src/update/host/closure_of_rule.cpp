#include "update/host/closure_of_rule.h"

#include "update/rule_check.h"

namespace descent::update {

template <class Value>
BasicClosureOfRule<Value> find_closure(const descent_rule& rule, const std::string& who) {
    using Types = ClosureTypes<Value>;
    if (const auto* second = find_extension<typename Types::Second>(rule, Types::second, who))
        return {.second = second};
    return {.first = find_extension<typename Types::First>(rule, Types::first, who)};
}

template BasicClosureOfRule<float> find_closure(const descent_rule&, const std::string&);
template BasicClosureOfRule<double> find_closure(const descent_rule&, const std::string&);

}  // namespace descent::update
