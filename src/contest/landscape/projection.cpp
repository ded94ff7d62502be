#include "contest/landscape/projection.h"

#include <array>
#include <cmath>

#include "parallel/team.h"

namespace descent::contest {
namespace {

using Matrix = std::vector<std::vector<double>>;

std::vector<double> mean_of(const std::vector<Point>& points) {
    std::vector<double> mean(points.front().size());
    for (const Point& point : points) {
        for (std::size_t j = 0; j < mean.size(); ++j) mean[j] += static_cast<double>(point[j]);
    }
    for (double& one : mean) one /= static_cast<double>(points.size());
    return mean;
}

/// (x - mean) . (y - mean), in eight lanes whose sums are added in order.
double centred_product(const Point& x, const Point& y, const std::vector<double>& mean) {
    constexpr std::size_t lanes = 8;
    std::array<double, lanes> sums{};
    const std::size_t whole = mean.size() / lanes * lanes;
    for (std::size_t j = 0; j < whole; j += lanes) {
        for (std::size_t l = 0; l < lanes; ++l) {
            const double m = mean[j + l];
            sums[l] += (static_cast<double>(x[j + l]) - m) * (static_cast<double>(y[j + l]) - m);
        }
    }
    for (std::size_t j = whole; j < mean.size(); ++j) {
        sums[j - whole] += (static_cast<double>(x[j]) - mean[j]) * (static_cast<double>(y[j]) - mean[j]);
    }
    double total = 0;
    for (const double sum : sums) total += sum;
    return total;
}

Matrix gram_matrix(const std::vector<Point>& points, const std::vector<double>& mean, std::size_t threads) {
    Matrix gram(points.size(), std::vector<double>(points.size()));
    parallel::Team team(threads);
    team.for_each(points.size(), [&](std::size_t i, std::size_t /*worker*/) {
        for (std::size_t j = 0; j <= i; ++j) gram[i][j] = centred_product(points[i], points[j], mean);
    });
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t j = i + 1; j < points.size(); ++j) gram[i][j] = gram[j][i];
    }
    return gram;
}

double norm(const std::vector<double>& x) {
    double sum = 0;
    for (const double one : x) sum += one * one;
    return std::sqrt(sum);
}

/// The largest eigenvalue and its vector of length 1; value 0 for a matrix of zeros.
std::pair<double, std::vector<double>> main_direction(const Matrix& gram) {
    constexpr int iterations = 300;
    const std::size_t n = gram.size();
    // The row of the largest variance is no worse a start than any, and is never orthogonal to all.
    std::size_t start = 0;
    for (std::size_t i = 1; i < n; ++i) start = gram[i][i] > gram[start][start] ? i : start;
    std::vector<double> x = gram[start], y(n);
    double value = 0;
    for (int k = 0; k < iterations; ++k) {
        const double length = norm(x);
        if (length == 0) return {0, std::vector<double>(n)};
        for (double& one : x) one /= length;
        for (std::size_t i = 0; i < n; ++i) {
            y[i] = 0;
            for (std::size_t j = 0; j < n; ++j) y[i] += gram[i][j] * x[j];
        }
        value = norm(y);
        std::swap(x, y);
    }
    const double length = norm(x);
    if (length == 0) return {0, std::vector<double>(n)};
    for (double& one : x) one /= length;
    return {value, x};
}

/// Takes a direction out of the matrix: G - value x x^T
void deflate(Matrix& gram, double value, const std::vector<double>& x) {
    for (std::size_t i = 0; i < gram.size(); ++i) {
        for (std::size_t j = 0; j < gram.size(); ++j) gram[i][j] -= value * x[i] * x[j];
    }
}

/// A direction of the points' space from weights on the points: sum_i x_i (p_i - mean) / sqrt(value)
std::vector<double> direction(const std::vector<Point>& points, const std::vector<double>& mean,
                              const std::vector<double>& x, double value) {
    std::vector<double> result(mean.size());
    if (value == 0) return result;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double weight = x[i] / std::sqrt(value);
        for (std::size_t j = 0; j < mean.size(); ++j) {
            result[j] += weight * (static_cast<double>(points[i][j]) - mean[j]);
        }
    }
    return result;
}

Projected own_axes(const std::vector<Point>& points) {
    Projected result{.plane = {.mean = {0, 0}, .u = {1, 0}, .v = {0, 1}, .u_share = 0, .v_share = 0}, .a = {}, .b = {}};
    for (const Point& point : points) {
        result.a.push_back(static_cast<double>(point[0]));
        result.b.push_back(static_cast<double>(point[1]));
    }
    return result;
}

}  // namespace

Point Plane::at(double a, double b) const {
    Point point(mean.size());
    for (std::size_t j = 0; j < point.size(); ++j) point[j] = static_cast<float>(mean[j] + a * u[j] + b * v[j]);
    return point;
}

Projected project(const std::vector<Point>& points, std::size_t threads) {
    if (points.front().size() == 2) return own_axes(points);
    Projected result;
    result.plane.mean = mean_of(points);
    Matrix gram = gram_matrix(points, result.plane.mean, threads);
    double variance = 0;
    for (std::size_t i = 0; i < points.size(); ++i) variance += gram[i][i];

    const auto axis = [&](std::vector<double>& axis_direction, double& share, std::vector<double>& coordinates) {
        auto [value, x] = main_direction(gram);
        if (!x.empty() && x.back() < 0) {
            for (double& one : x) one = -one;
        }
        deflate(gram, value, x);
        axis_direction = direction(points, result.plane.mean, x, value);
        share = variance > 0 ? value / variance : 0;
        for (const double one : x) coordinates.push_back(std::sqrt(value) * one);  // (p_i - mean) . u
    };
    axis(result.plane.u, result.plane.u_share, result.a);
    axis(result.plane.v, result.plane.v_share, result.b);
    return result;
}

}  // namespace descent::contest
