#include "contest/preparation/ready_problems.h"

namespace descent::contest {

std::vector<Problem> ready_problems(const ReadyChoice& choice, const training::GivenSettings& settings,
                                    std::vector<std::string>& left_out) {
    std::vector<Problem> problems;
    if (!choice.suite.empty()) {
        Suite suite = read_suite(choice.suite, choice.tables);
        problems = std::move(suite.problems);
        left_out.insert(left_out.end(), suite.left_out.begin(), suite.left_out.end());
    }
    for (const std::string& name : choice.functions) problems.push_back(test_function_problem(name));
    for (Problem& problem : problems) problem.options = settings.on_top_of(std::move(problem.options));
    return problems;
}

}  // namespace descent::contest
