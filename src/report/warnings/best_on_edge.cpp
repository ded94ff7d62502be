#include <cmath>
#include <set>

#include "base/text.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

using Numbers = std::set<double>;

/// What was tried of a setting; none where it is no number.
Numbers tried_values(const std::vector<Configuration>& tried, const std::string& name) {
    Numbers values;
    for (const Configuration& one : tried) {
        if (const double value = setting(one.settings, name); !std::isnan(value)) values.insert(value);
    }
    return values;
}

/// Between two values of a setting that is a choice, like a variant, there is no middle; two learning rates have one.
std::size_t fewest(const std::string& name) { return name == "learning_rate" ? 2 : 3; }

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    std::vector<std::string> messages;
    for (const std::string& optimizer : results.study().optimizers) {
        const auto tried = configurations(results.study(), problem.problem, optimizer);
        const Configuration* best = best_of(tried, problem.problem.metric);
        if (best == nullptr) continue;
        for (const auto& [name, text] : best->settings) {
            const Numbers values = tried_values(tried, name);
            const double chosen = setting(best->settings, name);
            if (values.size() < fewest(name) || (chosen != *values.begin() && chosen != *values.rbegin())) continue;
            const std::string side = chosen == *values.begin() ? "smallest" : "largest";
            messages.push_back(optimizer + ": the best " + name + ", " + to_text(chosen) + ", is the " + side +
                               " that was tried");
        }
    }
    return messages;
}

}  // namespace

Warning best_on_edge() {
    return {
        .name = "best-on-edge",
        .when = "the best value of a setting is the smallest or largest that was tried",
        .remedy =
            "the true best may lie outside: give a wider list with {set OPTIMIZER.SETTING=...}, where the setting's "
            "range allows it",
        .find = find};
}

}  // namespace descent::report::warning
