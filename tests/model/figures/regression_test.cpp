// Figures of numbers where they can be worked out by hand, and where they do not exist.
#include <cmath>

#include "model/figures/regression.h"
#include "support/catch.h"

namespace descent::model {
namespace {

using Rows = std::vector<std::vector<double>>;

RegressionFigures figures_of(const Rows& outputs, const Rows& targets, std::vector<float> weights = {}) {
    weights.resize(targets.size(), 1);
    RegressionSums sums(targets.empty() ? 1 : targets.front().size());
    for (std::size_t p = 0; p < targets.size(); ++p) sums.add_target(targets[p], weights[p]);
    for (std::size_t p = 0; p < targets.size(); ++p) sums.add(outputs[p], targets[p], weights[p]);
    return sums.figures();
}

}  // namespace

TEST_CASE("the mean squared error is the mean over patterns and targets, and its root goes with it") {
    const RegressionFigures figures = figures_of({{0, 0}, {0, 0}}, {{3, 0}, {3, 0}});
    CHECK(figures.all.mean_squared_error == 4.5);
    CHECK(figures.all.root_mean_squared_error == std::sqrt(4.5));
    CHECK(figures.all.mean_absolute_error == 1.5);
    CHECK(figures.targets[0].mean_squared_error == 9);
    CHECK(figures.targets[1].mean_squared_error == 0);
}

TEST_CASE("R2 is 1 where predictions are right, 0 at the mean, and below it where they are worse") {
    const Rows targets = {{1}, {2}, {3}};
    CHECK(figures_of(targets, targets).all.r2 == 1);
    CHECK(figures_of({{2}, {2}, {2}}, targets).all.r2 == 0);
    CHECK(figures_of({{3}, {2}, {1}}, targets).all.r2 == -3);
}

TEST_CASE("R2 does not exist for a target that never varies, and the mean of several leaves it out") {
    CHECK(std::isnan(figures_of({{0.1}, {0.2}}, {{0.1}, {0.1}}).all.r2));
    CHECK(std::isnan(figures_of({{1}}, {{1}}).all.r2));
    const RegressionFigures figures = figures_of({{1, 7}, {2, 7}, {3, 7}}, {{1, 0.1}, {2, 0.1}, {3, 0.1}});
    CHECK(std::isnan(figures.targets[1].r2));
    CHECK(figures.all.r2 == 1);
}

TEST_CASE("R2 of targets far from 0 keeps its digits") {
    const double far = 1e12;
    CHECK(figures_of({{far + 1}, {far + 1}}, {{far}, {far + 2}}).all.r2 == 0);
    CHECK(figures_of({{far}, {far + 1}}, {{far}, {far + 2}}).all.r2 == 0.5);
}

TEST_CASE("numbers of patterns without weight count nowhere, and without any weight nothing exists") {
    CHECK(figures_of({{1}, {50}}, {{2}, {0}}, {1, 0}).all.mean_squared_error == 1);
    CHECK(std::isnan(figures_of({{1}, {50}}, {{2}, {0}}, {1, 0}).all.r2));
    CHECK(std::isnan(figures_of({{1}}, {{2}}, {0}).all.mean_squared_error));
    CHECK(std::isnan(figures_of({{1}}, {{2}}, {0}).targets[0].mean_absolute_error));
}

TEST_CASE("predictions of NaN make errors NaN, not numbers") {
    CHECK(std::isnan(figures_of({{std::nan("")}, {1}}, {{1}, {2}}).all.mean_squared_error));
    CHECK(std::isnan(figures_of({{std::nan("")}, {1}}, {{1}, {2}}).all.r2));
}

}  // namespace descent::model
