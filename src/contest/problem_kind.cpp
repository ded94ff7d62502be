#include "contest/problem_kind.h"

namespace descent::contest {

std::unique_ptr<ProblemKind> kind_of(const Problem& problem) {
    return problem.function.empty() ? make_network_problem(problem) : make_function_problem(problem);
}

}  // namespace descent::contest
