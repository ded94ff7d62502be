#include "report/statistics/paired_difference.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/study_names.h"

namespace descent::report {
namespace {

double average(double a, double b) { return a == -b ? 0 : a / 2 + b / 2; }

}  // namespace

PairedDifference paired_difference(std::span<const double> differences) {
    std::vector<double> averages;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) averages.push_back(average(differences[i], differences[j]));
    }
    std::sort(averages.begin(), averages.end());
    std::vector<std::size_t> ranks(differences.size());
    std::iota(ranks.begin(), ranks.end(), std::size_t{1});
    return {quantile(averages, 0.5), order_interval(averages, rank_sum_distribution(ranks))};
}

}  // namespace descent::report
