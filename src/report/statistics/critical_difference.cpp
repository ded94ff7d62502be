#include "report/statistics/critical_difference.h"

#include <array>
#include <cmath>

namespace descent::report {
namespace {

/// The x at which `k integral phi(t) (Phi(t) - Phi(t - x))^(k - 1) dt` is 0.95, for k from 2 on.
constexpr std::array<double, 19> range_quantiles = {
    2.7718076486993586, 3.314493155398117,  3.6331595749026366, 3.8576555103786188, 4.030092053180582,
    4.169554155006555,  4.2863094093490455, 4.386509115495376,  4.474124221725903,  4.55186358406597,
    4.621655471868516,  4.684919847313498,  4.742731707684701,  4.79592386043119,   4.845154183957337,
    4.890951125576784,  4.933745358126922,  4.973892348748309,  5.011688794118435};

}  // namespace

std::optional<double> critical_difference(std::size_t optimizers, std::size_t problems) {
    if (optimizers < 2 || problems < 2 || optimizers - 2 >= range_quantiles.size()) return std::nullopt;
    const double k = static_cast<double>(optimizers), n = static_cast<double>(problems);
    return range_quantiles[optimizers - 2] / std::sqrt(2.0) * std::sqrt(k * (k + 1) / (6 * n));
}

}  // namespace descent::report
