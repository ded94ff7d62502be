#include "report/statistics/distribution.h"

#include <algorithm>

#include "report/study_names.h"

namespace descent::report {

Distribution describe(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::vector<std::size_t> ones(values.size(), 1);
    return {values.size(), quantile(values, 0.5), quantile(values, 0.25), quantile(values, 0.75),
            order_interval(values, rank_sum_distribution(ones))};
}

}  // namespace descent::report
