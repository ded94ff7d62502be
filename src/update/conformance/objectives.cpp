#include "update/conformance/objectives.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace descent::update::conformance {

std::vector<std::size_t> places_of(const network::Layout& layout) {
    std::vector<std::size_t> places;
    for (const network::Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                places.push_back(tensor.offset + row * tensor.stride + column);
            }
        }
    }
    return places;
}

double Problem::evaluate(std::span<const float> parameters, std::span<float> gradient) {
    for (std::size_t i = 0; i < places_.size(); ++i) w_[i] = parameters[places_[i]];
    const double loss = value(w_, g_);
    for (std::size_t i = 0; i < places_.size(); ++i) gradient[places_[i]] = static_cast<float>(g_[i]);
    return loss;
}

Parabola::Parabola(const network::Layout& layout, double condition) : Problem(layout) {
    const auto n = static_cast<double>(places().size());
    for (std::size_t i = 0; i < places().size(); ++i) {
        curvature_.push_back(std::pow(condition, static_cast<double>(i) / std::max(1.0, n - 1)));
        bottom_.push_back(i % 2 == 0 ? 1.0 : -1.0);
    }
}

double Parabola::value(const std::vector<double>& w, std::vector<double>& g) const {
    double loss = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
        g[i] = curvature_[i] * (w[i] - bottom_[i]);
        loss += 0.5 * g[i] * (w[i] - bottom_[i]);
    }
    return loss;
}

double NoisyParabola::value(const std::vector<double>& w, std::vector<double>& g) const {
    double loss = Parabola::value(w, g);
    RandomStream noise(1, "conformance", step_);
    for (std::size_t i = 0; i < w.size(); ++i) {
        const double push = noise_ * noise.normal();
        g[i] += push;
        loss += push * w[i];
    }
    return loss;
}

std::vector<double> Rosenbrock::start() const {
    std::vector<double> w;
    for (std::size_t i = 0; i < places().size(); ++i) w.push_back(i % 2 == 0 ? -1.2 : 1.0);
    return w;
}

double Rosenbrock::value(const std::vector<double>& w, std::vector<double>& g) const {
    double loss = 0;
    std::fill(g.begin(), g.end(), 0.0);
    for (std::size_t i = 0; i + 1 < w.size(); i += 2) {
        const double x = w[i], valley = w[i + 1] - x * x;
        loss += (1 - x) * (1 - x) + 100 * valley * valley;
        g[i] = -400 * x * valley - 2 * (1 - x);
        g[i + 1] = 200 * valley;
    }
    return loss;
}

Logistic::Logistic(const network::Layout& layout) : Problem(layout) {
    RandomStream stream(2, "conformance");
    const std::size_t n = places().size();
    for (int p = 0; p < 200; ++p) {
        std::vector<double> x(n);
        double z = 0;
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = stream.normal();
            z += x[i] * (i % 2 == 0 ? 1.0 : -0.5);
        }
        inputs_.push_back(std::move(x));
        classes_.push_back(z + 2 * stream.normal() > 0 ? 1 : 0);
    }
    // the lowest loss, by plain descent with small steps: the function is convex and smooth
    std::vector<double> w(n, 0.0), g(n);
    for (int t = 0; t < 4000; ++t) {
        lowest_ = value(w, g);
        for (std::size_t i = 0; i < n; ++i) w[i] -= g[i];
    }
}

/// mean of ln(1 + e^z) - y z
double Logistic::value(const std::vector<double>& w, std::vector<double>& g) const {
    double loss = 0;
    std::fill(g.begin(), g.end(), 0.0);
    const auto n = static_cast<double>(inputs_.size());
    for (std::size_t p = 0; p < inputs_.size(); ++p) {
        double z = 0;
        for (std::size_t i = 0; i < w.size(); ++i) z += w[i] * inputs_[p][i];
        loss += (std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))) - classes_[p] * z) / n;
        const double delta = (1 / (1 + std::exp(-z)) - classes_[p]) / n;
        for (std::size_t i = 0; i < w.size(); ++i) g[i] += delta * inputs_[p][i];
    }
    return loss;
}

double Slope::value(const std::vector<double>& w, std::vector<double>& g) const {
    double loss = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
        g[i] = gradient_(i);
        loss += g[i] * w[i];
    }
    return loss;
}

}  // namespace descent::update::conformance
