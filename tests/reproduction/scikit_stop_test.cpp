#include "reproduction/scikit_stop.h"

#include "support/catch.h"

using namespace descent;
using namespace descent::reproduction;

namespace {

std::uint64_t stop_of(const std::vector<double>& losses) {
    std::vector<study::CurvePoint> curve;
    for (const double loss : losses) curve.push_back({.epoch = curve.size() + 1, .loss = loss});
    return stop_of_scikit(curve).epoch;
}

}  // namespace

// Stops by MLPClassifier._update_no_improvement_count of scikit-learn 1.9, called with these losses.
TEST_CASE("training stops in the eleventh epoch on end without an improvement of 1e-4") {
    std::vector<double> flat(30, 1.0);
    CHECK(stop_of(flat) == 12);
    flat[11] = 0.99985;  // enough, in the last moment
    CHECK(stop_of(flat) == 23);
    flat[11] = 0.99995;  // too little
    CHECK(stop_of(flat) == 12);
}

TEST_CASE("small steps down count as none, though together they go far") {
    std::vector<double> slow;
    for (int i = 0; i < 40; ++i) slow.push_back(1 - 0.00009 * i);
    CHECK(stop_of(slow) == 12);
}

TEST_CASE("a loss that keeps falling goes to the end") {
    std::vector<double> falling;
    for (int i = 0; i < 40; ++i) falling.push_back(1 - 0.01 * i);
    CHECK(stop_of(falling) == 40);
}
