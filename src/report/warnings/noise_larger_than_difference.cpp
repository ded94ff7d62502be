#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results&, const ProblemResults& problem) {
    constexpr int digits = 6;
    if (problem.standings.size() < 2) return {};
    const Standing &first = problem.standings[0], &second = problem.standings[1];
    if (second.final.score.n == 0 || second.conclusion_of_first != Conclusion::undecided) return {};
    return {first.optimizer + " and " + second.optimizer +
            ": the difference between first and second is within the noise (p = " +
            shown(*second.p_against_first, digits) + " after correction)"};
}

}  // namespace

Warning noise_larger_than_difference() {
    return {.name = "noise-larger-than-difference",
            .when = "first and second are not significantly different, nor practically equal",
            .remedy = "call it open, or run more seeds ({seeds}); the verdict says how many",
            .find = find};
}

}  // namespace descent::report::warning
