// The range of outputs against the C library's activations, sampled.
#include "network/output_range.h"

#include <cmath>
#include <limits>

#include "support/catch.h"
#include "support/naive_activation.h"

namespace descent::network {
namespace {

struct Sampled {
    double smallest = std::numeric_limits<double>::infinity(), largest = -smallest;
};

Sampled sampled(Activation activation) {
    Sampled outputs;
    for (int i = -1'000'000; i <= 1'000'000; ++i) {
        const double a = test::activated(activation, i / 1000.0);
        outputs.smallest = std::min(outputs.smallest, a);
        outputs.largest = std::max(outputs.largest, a);
    }
    return outputs;
}

/// A sample every 0.001 is off a minimum by at most 1/2 0.0005^2 times a second derivative below 1.
constexpr double near = 1e-6;
constexpr double rounding = 1e-15;  // of a product of constants in double

bool is_end(double end, double farthest) {
    return std::isinf(end) ? std::abs(farthest) > 9 : std::abs(end - farthest) < near;
}

}  // namespace

TEST_CASE("outputs come close to the ends of their range, and no further") {
    for (const test::NaiveActivation& one : test::naive_activations) {
        INFO(to_string(one.activation));
        const OutputRange range = output_range(one.activation);
        const Sampled outputs = sampled(one.activation);
        CHECK(outputs.smallest >= range.smallest - rounding);
        CHECK(outputs.largest <= range.largest + rounding);
        CHECK(is_end(range.smallest, outputs.smallest));
        CHECK(is_end(range.largest, outputs.largest));
    }
    CHECK(output_range(Activation::softmax).smallest == 0);
    CHECK(output_range(Activation::softmax).largest == 1);
}

}  // namespace descent::network
