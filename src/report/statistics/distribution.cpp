#include "report/statistics/distribution.h"

#include <algorithm>
#include <limits>

#include "base/random.h"
#include "report/study_names.h"

namespace descent::report {

Distribution describe(std::vector<double> values) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    Distribution result{values.size(), none, none, none, none, none};
    if (values.empty()) return result;
    std::sort(values.begin(), values.end());
    result.median = quantile(values, 0.5);
    result.lower_quartile = quantile(values, 0.25);
    result.upper_quartile = quantile(values, 0.75);

    RandomStream stream(1, "bootstrap");
    std::vector<double> medians(resamples), sample(values.size());
    for (double& median : medians) {
        for (double& value : sample) value = values[stream.below(values.size())];
        std::sort(sample.begin(), sample.end());
        median = quantile(sample, 0.5);
    }
    std::sort(medians.begin(), medians.end());
    result.low = quantile(medians, 0.025);
    result.high = quantile(medians, 0.975);
    return result;
}

}  // namespace descent::report
