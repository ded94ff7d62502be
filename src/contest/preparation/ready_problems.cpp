#include "contest/preparation/ready_problems.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"

namespace descent::contest {

std::vector<Problem> ready_problems(const ReadyChoice& choice, const training::GivenSettings& settings,
                                    std::vector<std::string>& left_out) {
    std::vector<Problem> problems;
    if (!choice.suite.empty()) {
        Suite suite = read_suite(choice.suite, choice.tables);
        problems = std::move(suite.problems);
        left_out.insert(left_out.end(), suite.left_out.begin(), suite.left_out.end());
    }
    for (const std::string& name : choice.functions) {
        if (std::ranges::find(problems, name, &Problem::name) != problems.end()) {
            throw UsageError("function", quote(name) + " is among the problems already; name it once");
        }
        problems.push_back(test_function_problem(name));
    }
    for (Problem& problem : problems) problem.options = settings.on_top_of(std::move(problem.options));
    return problems;
}

}  // namespace descent::contest
