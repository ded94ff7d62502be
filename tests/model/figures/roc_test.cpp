// The area under the curve against the definition itself: a sum over all pairs.
#include <cmath>
#include <limits>

#include "base/random.h"
#include "model/figures/roc.h"
#include "support/catch.h"

namespace descent::model {
namespace {

struct Scored {
    float score;
    bool positive;
    float weight;
};

double area_of(const std::vector<Scored>& patterns) {
    RocCurve curve;
    for (const Scored& one : patterns) curve.add(one.score, one.positive, one.weight);
    return curve.area();
}

double area_by_pairs(const std::vector<Scored>& patterns) {
    double won = 0, pairs = 0;
    for (const Scored& p : patterns) {
        for (const Scored& n : patterns) {
            if (!p.positive || n.positive) continue;
            const double weight = static_cast<double>(p.weight) * static_cast<double>(n.weight);
            pairs += weight;
            won += weight * (p.score > n.score ? 1 : p.score == n.score ? 0.5 : 0);
        }
    }
    return won / pairs;
}

}  // namespace

TEST_CASE("the area under the curve is 1 for a perfect order, 0 for its reverse, a half for equal scores") {
    CHECK(area_of({{0.1f, false, 1}, {0.2f, false, 1}, {0.3f, true, 1}}) == 1);
    CHECK(area_of({{0.3f, false, 1}, {0.2f, true, 1}}) == 0);
    CHECK(area_of({{0.5f, false, 1}, {0.5f, true, 1}, {0.5f, true, 1}}) == 0.5);
}

TEST_CASE("the area under the curve is the share of pairs in order, ties counted as half, and bitwise in any order") {
    RandomStream random(1, "roc");
    std::vector<Scored> patterns;
    for (int p = 0; p < 300; ++p) {
        const float score = std::floor(static_cast<float>(random.uniform()) * 20) / 20;
        patterns.push_back({score, random.uniform() < 0.3, static_cast<float>(random.uniform())});
    }
    const double area = area_of(patterns);
    CHECK(area == Approx(area_by_pairs(patterns)).epsilon(1e-12));  // sums of 300 doubles
    std::reverse(patterns.begin(), patterns.end());
    CHECK(area_of(patterns) == area);
}

TEST_CASE("the area under the curve does not exist for one class alone, without weight, or with scores of NaN") {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(area_of({})));
    CHECK(std::isnan(area_of({{0.1f, true, 1}, {0.2f, true, 1}})));
    CHECK(std::isnan(area_of({{0.1f, true, 1}, {0.2f, false, 0}})));
    CHECK(std::isnan(area_of({{0.1f, true, 1}, {nan, false, 1}})));
}

}  // namespace descent::model
