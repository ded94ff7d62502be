#include "objective/functions/function.h"

#include <descent/error.h>

#include <cmath>

#include "support/catch.h"

using namespace descent;
using namespace descent::objective;

namespace {

std::vector<double> widened(const std::vector<float>& x) { return {x.begin(), x.end()}; }

/// (f(x + h) - f(x - h)) / 2h: exact for quadratics, and to h^2 elsewhere.
double slope(const Function& function, std::vector<double> x, std::size_t i) {
    constexpr double h = 1e-5;
    x[i] += h;
    const double above = function.value(x);
    x[i] -= 2 * h;
    return (above - function.value(x)) / (2 * h);
}

}  // namespace

TEST_CASE("gradients of functions without noise are their slopes, on any number of dimensions") {
    for (const NamedFunction& named : functions()) {
        if (named.name == "noisy-quadratic" || named.name == "quadratic-deep") continue;
        for (const std::size_t dimensions : {2, 5, 12}) {
            const auto function = named.make(dimensions);
            for (const std::vector<double>& pair : {std::vector<double>{-1.2, 1}, {0.3, -0.7}, {2, 0.5}}) {
                std::vector<double> x(dimensions), gradient(dimensions);
                for (std::size_t i = 0; i < dimensions; ++i) x[i] = pair[i % 2] + 0.01 * static_cast<double>(i);
                function->gradient(x, 1, 1, gradient);
                INFO(named.name << " of " << dimensions);
                for (std::size_t i = 0; i < dimensions; ++i) {
                    REQUIRE(gradient[i] == Approx(slope(*function, x, i)).epsilon(1e-6).margin(1e-6));
                }
            }
        }
    }
}

TEST_CASE("no value lies below the minimum, and descent comes close to it") {
    for (const char* name : {"parabola", "logistic"}) {
        const auto function = make_function(name);
        const double minimum = function->minimum();
        std::vector<double> x = widened(function->start(1)), gradient(x.size());
        for (int step = 0; step < 10000; ++step) {
            function->gradient(x, 1, 1, gradient);
            for (std::size_t i = 0; i < x.size(); ++i) x[i] -= 0.015 * gradient[i];
            REQUIRE(function->value(x) >= minimum - 1e-12);
        }
        INFO(name);
        CHECK(function->value(x) < minimum + 1e-6);
    }
}

TEST_CASE("functions are zero and flat at their published minima") {
    const auto at = [](const char* name, const std::vector<double>& x) {
        const auto function = make_function(name);
        std::vector<double> gradient(2);
        function->gradient(x, 1, 1, gradient);
        return std::fabs(gradient[0]) + std::fabs(gradient[1]) + function->value(x);
    };
    REQUIRE(at("rosenbrock", {1, 1}) == 0);
    REQUIRE(at("beale", {3, 0.5}) == 0);
}

TEST_CASE("values at the classical starts are as published") {
    REQUIRE(make_function("rosenbrock")->value(std::vector<double>{-1.2, 1}) == Approx(24.2));
    REQUIRE(make_function("beale")->value(std::vector<double>{1, 1}) == Approx(14.203125));
}

TEST_CASE("the noise of the quadratic averages out to its slope and grows with its curvature") {
    const auto function = make_function("noisy-quadratic");
    const std::vector<double> x = widened(function->start(3));
    REQUIRE(x.size() == 100);
    std::vector<double> gradient(100), mean(100, 0.0), square(100, 0.0);
    constexpr int draws = 2000;
    for (int step = 1; step <= draws; ++step) {
        function->gradient(x, 3, static_cast<std::uint64_t>(step), gradient);
        for (std::size_t i = 0; i < 100; ++i) {
            const double noise = gradient[i] - x[i] / static_cast<double>(i + 1);
            mean[i] += noise / draws;
            square[i] += noise * noise / draws;
        }
    }
    for (const std::size_t i : {0u, 1u, 9u, 99u}) {
        const double variance = 0.01 / static_cast<double>(i + 1);
        REQUIRE(std::fabs(mean[i]) < 5 * std::sqrt(variance / draws));  // five standard errors
        REQUIRE(square[i] == Approx(variance).epsilon(0.2));            // six standard errors
    }
}

TEST_CASE("the deep quadratic is that of DeepOBS") {
    const auto function = make_function("quadratic-deep");
    REQUIRE(function->steps_per_epoch() == 7);
    const std::vector<double> ones(100, 1.0), halves(100, 0.5);
    // the first is published; all by NumPy, from its own random numbers
    REQUIRE(function->value(ones) == Approx(353.44676546611583).epsilon(1e-12));
    REQUIRE(function->value(halves) == Approx(153.30425722203523).epsilon(1e-12));
    REQUIRE(function->minimum() == Approx(86.87352694810112).epsilon(1e-12));
}

TEST_CASE("batches of the deep quadratic have the slope of their value, and an epoch the mean of the patterns") {
    const auto function = make_function("quadratic-deep");
    const std::vector<double> w(100, 1.0);
    std::vector<double> gradient(100), sum(100, 0.0);
    for (const std::uint64_t step : {1, 7, 8}) {
        function->gradient(w, 5, step, gradient);
        for (const std::size_t i : {0u, 50u, 99u}) {
            std::vector<double> above = w, below = w;
            above[i] += 1e-3;
            below[i] -= 1e-3;
            const double slope = function->noisy_value(above, 5, step) - function->noisy_value(below, 5, step);
            REQUIRE(gradient[i] == Approx(slope / 2e-3).epsilon(1e-7));
        }
    }
    double epoch = 0;
    for (std::uint64_t step = 1; step <= 7; ++step) epoch += function->noisy_value(w, 5, step) / 7;
    // of 896 of 1,000 patterns; of all by NumPy. Epochs deviate by 0.003 of it
    REQUIRE(epoch == Approx(353.70644520533466).epsilon(0.012));
}

TEST_CASE("one seed is one start and one noise, another seed another") {
    for (const std::string& name : function_names()) {
        const auto function = make_function(name);
        REQUIRE(function->start(1) == function->start(1));
        REQUIRE((function->start(1) != function->start(2)) == (name != "quadratic-deep"));  // as it was published
        REQUIRE(function->start(1).size() == function->dimensions());
    }
    const auto function = make_function("noisy-quadratic");
    const std::vector<double> x(100, 1.0);
    std::vector<double> one(100), again(100), later(100), other(100);
    function->gradient(x, 1, 5, one);
    function->gradient(x, 1, 5, again);
    function->gradient(x, 1, 6, later);
    function->gradient(x, 2, 5, other);
    REQUIRE(one == again);
    REQUIRE(one != later);
    REQUIRE(one != other);
}

TEST_CASE("starts stay close to the classical ones") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto start = make_function("rosenbrock")->start(seed);
        REQUIRE(std::fabs(start[0] + 1.2f) <= 0.051f);
        REQUIRE(std::fabs(start[1] - 1.0f) <= 0.051f);
    }
}

TEST_CASE("an unknown function is refused with the names there are") {
    REQUIRE_THROWS_WITH(make_function("rosenbruck"),
                        ContainsSubstring("noisy-quadratic") && ContainsSubstring("did you mean 'rosenbrock'"));
}
