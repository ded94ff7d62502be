// Each formula on one element against the same formula in long double with the standard library's functions.
#include <cmath>
#include <limits>

#include "network/formulas.h"
#include "support/catch.h"

namespace descent::network {
namespace {

using Long = long double;

/// Units in the last place of `Real` between `actual` and `exact`.
template <class Real>
double ulps(Real actual, Long exact) {
    const Real rounded = static_cast<Real>(exact);
    const Real next = std::nextafter(std::abs(rounded), std::numeric_limits<Real>::infinity());
    return static_cast<double>(std::abs(Long(actual) - exact) / Long(next - std::abs(rounded)));
}

/// Largest error in ulps of `formula(z)` over 4001 points of [-limit, limit].
template <class Real, class Formula, class Exact>
double worst(Real limit, Formula formula, Exact exact) {
    double largest = 0;
    for (int i = -2000; i <= 2000; ++i) {
        const Real z = limit * static_cast<Real>(i) / Real(2000);
        largest = std::max(largest, ulps(formula(z), exact(static_cast<Long>(z))));
    }
    return largest;
}

}  // namespace

TEMPLATE_TEST_CASE("The sigmoid is 1 / (1 + e^-z) to a few units in the last place", "", float, double) {
    const auto exact = [](Long z) { return 1 / (1 + std::exp(-z)); };
    // exp is within 1.5 ulp, the sum and the quotient round once each
    CHECK(worst<TestType>(
              80, [](TestType z) { return Sigmoid::value(z); }, exact) < 3);
}

TEMPLATE_TEST_CASE("The hyperbolic tangent is right to a few units in the last place", "", float, double) {
    const auto exact = [](Long z) { return std::tanh(z); };
    CHECK(worst<TestType>(
              1, [](TestType z) { return Tanh::value(z); }, exact) < 4);
    CHECK(worst<TestType>(
              30, [](TestType z) { return Tanh::value(z); }, exact) < 4);
}

TEMPLATE_TEST_CASE("Derivatives from the output equal the derivatives by z", "", float, double) {
    for (int i = -80; i <= 80; ++i) {
        const auto z = static_cast<Long>(i) / 10;
        const Long s = 1 / (1 + std::exp(-z));
        const Long t = std::tanh(z);
        // the output is rounded: 1 - a loses as many digits as a is near 1
        const Long step = std::numeric_limits<TestType>::epsilon();
        CHECK(std::abs(Long(Sigmoid::derivative(TestType(s))) - s * (1 - s)) <= step);
        CHECK(std::abs(Long(Tanh::derivative(TestType(t))) - (1 - t * t)) <= 2 * step);
        CHECK(Relu::derivative(Relu::value(TestType(z))) == TestType(z > 0 ? 1 : 0));
        CHECK(Identity::derivative(Identity::value(TestType(z))) == 1);
    }
}

TEST_CASE("The rectifier keeps positive numbers, drops negative ones and shows NaN") {
    CHECK(Relu::value(2.5f) == 2.5f);
    CHECK(Relu::value(-2.5f) == 0.0f);
    CHECK(Relu::value(0.0f) == 0.0f);
    CHECK(Relu::derivative(0.0f) == 0.0f);
    CHECK(std::isnan(Relu::value(std::nanf(""))));
}

TEST_CASE("Every activation lets a NaN through") {
    const float nan = std::nanf("");
    CHECK(std::isnan(Sigmoid::value(nan)));
    CHECK(std::isnan(Tanh::value(nan)));
    CHECK(std::isnan(Identity::value(nan)));
    CHECK(std::isnan(SigmoidCrossEntropy::value(nan, 0.0f)));
    CHECK(std::isnan(SigmoidCrossEntropy::value(nan, 1.0f)));
}

TEST_CASE("Activations stay in their range at the largest floats") {
    const float huge = std::numeric_limits<float>::max();
    for (const float z : {huge, std::numeric_limits<float>::infinity()}) {
        CHECK(Sigmoid::value(z) == 1.0f);
        CHECK(Sigmoid::value(-z) >= 0.0f);
        CHECK(Sigmoid::value(-z) < 1e-37f);
        CHECK(Tanh::value(z) == 1.0f);
        CHECK(Tanh::value(-z) == -1.0f);
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

TEST_CASE("The squared error has its half: 1/2 (y - a)^2, with derivative a - y") {
    CHECK(SquaredError::value(3.0f, 1.0f) == 2.0f);
    CHECK(SquaredError::delta(3.0f, 1.0f) == 2.0f);
}

}  // namespace descent::network
