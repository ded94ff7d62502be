#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results&, const ProblemResults& problem) {
    constexpr int digits = 6;
    if (problem.standings.size() < 2) return {};
    const Standing &first = problem.standings[0], &second = problem.standings[1];
    if (second.final.score.n == 0 || second.clearly_behind_first) return {};
    return {first.optimizer + " and " + second.optimizer +
            ": the difference between first and second is within the noise (p = " +
            shown(*second.p_against_first, digits) + " after correction)"};
}

}  // namespace

Warning noise_larger_than_difference() {
    return {.name = "noise-larger-than-difference",
            .when = "first and second are not significantly different",
            .remedy = "call it a draw, or run more seeds ({seeds})",
            .find = find};
}

}  // namespace descent::report::warning
