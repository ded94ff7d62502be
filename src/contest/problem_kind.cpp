#include "contest/problem_kind.h"

namespace descent::contest {

std::unique_ptr<ProblemKind> kind_of(const Problem& problem) {
    return problem.function.empty() ? make_network_problem(problem) : make_function_problem(problem);
}

ProblemKinds kinds_of(const std::vector<Problem>& problems) {
    ProblemKinds kinds;
    for (const Problem& problem : problems) kinds.push_back(kind_of(problem));
    return kinds;
}

}  // namespace descent::contest
