#include "base/text.h"
#include "report/statistics/signed_rank.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults&) {
    const std::size_t seeds = results.study().seeds, optimizers = results.study().optimizers.size();
    const std::size_t all_pairs = optimizers * (optimizers - 1) / 2;
    const auto pairs = static_cast<double>(all_pairs);
    if (optimizers < 2 || smallest_p(seeds) * pairs < significance_level) return {};
    std::size_t enough = seeds;
    while (smallest_p(enough) * pairs >= significance_level) ++enough;
    return {to_text(seeds) + " seeds can show no difference between " + to_text(optimizers) +
            " optimizers, however large; " + to_text(enough) + " can"};
}

}  // namespace

Warning too_few_seeds() {
    return {.name = "too-few-seeds",
            .when =
                "the smallest p-value that so many seeds can give, corrected, is not below the significance level: "
                "with n seeds it is `2^(1-n)` times the number of pairs. Seven optimizers need 10 seeds",
            .remedy = "run more seeds ({seeds}) or compare fewer optimizers",
            .find = find};
}

}  // namespace descent::report::warning
