// Each formula on one element against the same formula in long double with the standard library's functions.
#include <cmath>
#include <limits>

#include "network/formulas.h"
#include "support/catch.h"
#include "support/naive_loss.h"

namespace descent::network {
namespace {

using test::Long;

/// From a number to the next.
template <class Real>
Long last_place(Real size) {
    return Long(std::nextafter(size, std::numeric_limits<Real>::infinity()) - size);
}

/// Largest error in ulps of `formula(z)` over 4001 points of [-limit, limit].
template <class Real, class Formula>
double worst(Real limit, Formula formula, const test::NaiveActivation& exact) {
    double largest = 0;
    for (int i = -2000; i <= 2000; ++i) {
        const Real z = limit * static_cast<Real>(i) / Real(2000);
        const Long value = exact.value(z), error = std::abs(Long(formula(z)) - value);
        const Long size = exact.cancels ? std::max(Long(1), std::abs(Long(z))) : std::abs(value);
        largest = std::max(largest, static_cast<double>(error / last_place(static_cast<Real>(size))));
    }
    return largest;
}

}  // namespace

TEMPLATE_TEST_CASE("The value of every activation is right to a few units in the last place", "", float, double) {
    for (const test::NaiveActivation& one : test::naive_activations) {
        INFO(to_string(one.activation));
        with_activation(one.activation, [&]<class Formula>(Formula) {
            for (const TestType limit : {1, 30}) {
                CHECK(worst<TestType>(
                          limit, [](TestType z) { return Formula::value(z); }, one) <= one.value_ulps);
            }
        });
    }
}

TEMPLATE_TEST_CASE("The derivative of every activation equals the derivative by z", "", float, double) {
    for (const test::NaiveActivation& one : test::naive_activations) {
        INFO(to_string(one.activation));
        for (int i = -300; i <= 300; ++i) {
            const auto z = static_cast<TestType>(i) / 10;
            // the output is rounded: 1 - a loses as many digits as a is near 1
            const Long error = std::abs(Long(derivative(one.activation, z)) - one.slope(z));
            CHECK(static_cast<double>(error / std::numeric_limits<TestType>::epsilon()) <= one.slope_ulps);
        }
    }
}

TEST_CASE("The rectifier keeps positive numbers, drops negative ones and shows NaN") {
    CHECK(Relu::value(2.5f) == 2.5f);
    CHECK(Relu::value(-2.5f) == 0.0f);
    CHECK(Relu::value(0.0f) == 0.0f);
    CHECK(Relu::derivative(0.0f) == 0.0f);
    CHECK(std::isnan(Relu::value(std::nanf(""))));
}

TEST_CASE("Every activation and every cost lets a NaN through") {
    const float nan = std::nanf("");
    for (const Activation activation : test::elementwise_activations) {
        INFO(to_string(activation));
        with_activation(activation, [&]<class Formula>(Formula) { CHECK(std::isnan(Formula::value(nan))); });
    }
    for (const auto& [loss, output] : test::output_pairs()) {
        INFO(to_string(loss) << " on " << to_string(output));
        for (const float y : {0.0f, 1.0f}) CHECK(std::isnan(row_cost(loss, output, &nan, &nan, &y, 1)));
    }
}

TEST_CASE("Activations are right at the largest floats") {
    const float huge = std::numeric_limits<float>::max(), infinity = std::numeric_limits<float>::infinity();
    for (const test::NaiveActivation& one : test::naive_activations) {
        for (const float z : {100.0f, 1000.0f, huge, infinity, -100.0f, -1000.0f, -huge, -infinity}) {
            INFO(to_string(one.activation) << " at " << z);
            const auto exact = static_cast<double>(one.value(z));
            with_activation(one.activation, [&]<class Formula>(Formula) {
                const float value = Formula::value(z);
                if (std::isnan(exact)) {
                    CHECK(value == 0);  // 0 times infinity
                } else if (std::abs(exact) > static_cast<double>(huge)) {
                    CHECK(value == std::copysign(infinity, static_cast<float>(exact)));
                } else {
                    CHECK(static_cast<double>(value) == Approx(exact).epsilon(1e-6).margin(1e-37));
                }
            });
        }
    }
}

TEST_CASE("The cost of a sigmoid output follows its definition in the middle and does not overflow outside") {
    for (const double y : {0.0, 0.25, 1.0}) {
        for (double z = -20; z <= 20; z += 0.125) {
            // -ln a = ln(1 + e^-z) and -ln(1 - a) = ln(1 + e^z), without cancellation where a is near 1 or 0
            const Long exact = y * std::log1p(std::exp(-Long(z))) + (1 - y) * std::log1p(std::exp(Long(z)));
            CHECK(SigmoidCrossEntropy::value(z, y) == Approx(static_cast<double>(exact)).epsilon(1e-13));
        }
    }
    CHECK(SigmoidCrossEntropy::value(1000.0f, 0.0f) == 1000.0f);
    CHECK(SigmoidCrossEntropy::value(-1000.0f, 1.0f) == 1000.0f);
    CHECK(SigmoidCrossEntropy::value(1000.0f, 1.0f) < 1e-37f);
}

TEST_CASE("A confident and right sigmoid output still has its small cost, not a rounded zero") {
    const Long exact = std::log1p(std::exp(Long(-30)));
    CHECK(SigmoidCrossEntropy::value(30.0f, 1.0f) == Approx(static_cast<double>(exact)).epsilon(1e-6));
}

TEST_CASE("Softmax outputs add up to 1 and do not overflow") {
    double row[] = {1000, 1001, 999};
    activate_row(Activation::softmax, row, 3);
    const Long e = std::exp(Long(1));
    CHECK(row[0] == Approx(static_cast<double>(1 / (1 + e + 1 / e))).epsilon(1e-14));
    CHECK(row[0] + row[1] + row[2] == Approx(1).epsilon(1e-15));
}

TEST_CASE("Softmax with cross-entropy costs -ln a of the class, also where a underflows") {
    const double z[] = {0, 800};
    const double a[] = {0, 1};
    const double wrong[] = {1, 0};
    const double right[] = {0, 1};
    CHECK(row_cost(Loss::cross_entropy, Activation::softmax, z, a, wrong, 2) == 800);
    CHECK(row_cost(Loss::cross_entropy, Activation::softmax, z, a, right, 2) == 0);
}

TEST_CASE("Every loss on outputs equals its definition, near the target and far from it") {
    for (const auto& [loss, output] : test::output_pairs()) {
        if (output != Activation::identity) continue;
        const test::NaiveLoss& naive = test::naive(loss, output);
        INFO(to_string(loss));
        for (const double a : {-1e6, -2.5, -1.0, -0.75, 0.0, 0.1, 0.25, 1.0, 1.25, 3.0, 1e6}) {
            const double y = 0.25;
            CHECK(row_cost(loss, output, &a, &a, &y, 1) == Approx(naive.cost(a, y)).epsilon(1e-15));
            double delta = 0;
            row_delta(loss, output, &a, &a, &y, &delta, 1);
            CHECK(delta == Approx(naive.slope(a, y)).epsilon(1e-15));
        }
    }
}

TEST_CASE("Huber's border moves: quadratic up to it, linear beyond, with its slope there") {
    for (const float d : {0.125f, 0.5f, 2.0f, 30.0f}) {
        const Cost cost(Loss::huber, d);
        const double border = static_cast<double>(d);
        for (const double e : {-100.0, -2.0, -0.5, -0.1, 0.0, 0.1, 0.125, 0.5, 1.0, 2.0, 100.0}) {
            const double size = std::abs(e), y = 0, a = e;
            const double value = size <= border ? 0.5 * e * e : border * (size - 0.5 * border);
            double delta = 0;
            row_delta(cost, Activation::identity, &a, &a, &y, &delta, 1);
            INFO(d << " " << e);
            CHECK(row_cost(cost, Activation::identity, &a, &a, &y, 1) == Approx(value).epsilon(1e-15));
            CHECK(delta == std::clamp(e, -border, border));
        }
    }
}

TEST_CASE("The squared error has its half: 1/2 (y - a)^2, with derivative a - y") {
    CHECK(SquaredError::value(3.0f, 1.0f) == 2.0f);
    CHECK(SquaredError::delta(3.0f, 1.0f) == 2.0f);
}

}  // namespace descent::network
