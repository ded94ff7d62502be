#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "data/shuffle.h"
#include "objective/functions/function.h"

#include <descent/value.h>

namespace descent::objective {
namespace {

/// NumPy's RandomState, with the same bits everywhere: std::mt19937 is its generator, seeded alike.
class NumpyRandom {
public:
    explicit NumpyRandom(std::uint32_t seed) : generator_(seed) {}

    /// In [0, 1), of 53 random bits.
    double uniform() {
        const std::uint64_t high = generator_() >> 5, low = generator_() >> 6;
        return static_cast<double>(high * (std::uint64_t{1} << 26) + low) * 0x1p-53;
    }

    /// N(0, 1), in pairs by Marsaglia's polar method; of a pair the second comes first.
    double normal() {
        if (has_first_) {
            has_first_ = false;
            return first_;
        }
        double u, v, s;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        const double factor = std::sqrt(-2 * descent::log(s) / s);
        first_ = u * factor;
        has_first_ = true;
        return v * factor;
    }

private:
    std::mt19937 generator_;
    double first_ = 0;
    bool has_first_ = false;
};

using Vector = std::vector<double>;

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

/// exp(i angle) by its Taylor series, for angles up to 2 pi: the same bits everywhere, which std::cos does not promise.
std::pair<double, double> cosine_and_sine(double angle) {
    double cosine = 0, sine = 0, term = 1;
    for (int n = 0; n < 60; n += 2) {
        cosine += term;
        term *= angle / (n + 1);
        sine += term;
        term *= -angle / (n + 2);
    }
    return {cosine, sine};
}

/// A rotation of n dimensions, all equally likely: from that of the last d dimensions to that of d + 1 by a reflection
/// that takes the first axis to a random direction. Source: Diaconis and Shahshahani, "The subgroup algorithm for
/// generating uniform random variables", 1987. [n][n]
Vector random_rotation(std::size_t n, NumpyRandom& random) {
    Vector rotation(n * n, 0.0);
    const auto row = [&](std::size_t i) { return std::span<double>(rotation).subspan(i * n, n); };
    if (n == 1) return {1};
    const auto [cosine, sine] = cosine_and_sine(2 * std::numbers::pi * random.uniform());
    const std::size_t first = n - 2;
    row(first)[first] = row(first + 1)[first + 1] = cosine;
    row(first)[first + 1] = sine;
    row(first + 1)[first] = -sine;
    for (std::size_t corner = first; corner-- > 0;) {
        const std::size_t size = n - corner;
        Vector axis(size);
        for (double& x : axis) x = random.normal();
        const double length = std::sqrt(dot(axis, axis));
        for (double& x : axis) x = -x / length;
        axis[0] += 1;
        const double norm = std::sqrt(dot(axis, axis));
        for (double& x : axis) x /= norm;
        row(corner)[corner] = 1;
        Vector along(n, 0.0);
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = corner; j < n; ++j) along[j] += axis[i] * row(corner + i)[j];
        }
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = corner; j < n; ++j) row(corner + i)[j] -= 2 * axis[i] * along[j];
        }
    }
    return rotation;  // its sign cancels in Q
}

/// Q = R^T diag(h) R: nine tenths of h from U(0, 1), the others from U(30, 60). [n][n]
Vector hessian_of(std::size_t n) {
    NumpyRandom random(42);
    Vector curvatures(n);
    const std::size_t large = n / 10;
    for (std::size_t i = 0; i < n; ++i)
        curvatures[i] = (i < n - large ? 0 : 30) + (i < n - large ? 1 : 30) * random.uniform();
    const Vector rotation = random_rotation(n, random);
    Vector hessian(n * n, 0.0);
    for (std::size_t k = 0; k < n; ++k) {
        const double* r = rotation.data() + k * n;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) hessian[i * n + j] += r[i] * curvatures[k] * r[j];
        }
    }
    return hessian;
}

/// f(w) = mean over the patterns x of 1/2 (w - x)^T Q (w - x), on batches of 128 of 1,000 patterns from N(0, 0.6^2), of
/// which 7 whole ones make an epoch; its value is the mean over the first 896 of 1,000 others. Start 1 in every
/// coordinate; the order of the patterns by the seed, the same in every epoch, as it was in the published runs: their
/// data set was made anew from its seed for each, and momentum resonates with it (docs/comparison.md).
/// Source: Schneider, Balles and Hennig 2019, DeepOBS, test problem quadratic_deep, with its numbers.
class QuadraticDeep final : public Function {
public:
    explicit QuadraticDeep(std::size_t dimensions)
        : dimensions_(dimensions),
          hessian_(hessian_of(dimensions)),
          training_(patterns_of(42)),
          test_(mean_of(patterns_of(43), first_rows(batch_size * 7))) {}

    std::size_t dimensions() const override { return dimensions_; }
    std::uint64_t steps_per_epoch() const override { return all_patterns / batch_size; }
    std::vector<float> start(std::uint64_t) const override { return std::vector<float>(dimensions_, 1.0f); }
    double value(std::span<const double> w) const override { return mean_loss(w, test_); }
    double minimum() const override { return value(test_.mean); }

    double noisy_value(std::span<const double> w, std::uint64_t seed, std::uint64_t step) const override {
        return mean_loss(w, batch(seed, step));
    }

    /// df/dw = Q (w - mean of the batch)
    void gradient(std::span<const double> w, std::uint64_t seed, std::uint64_t step,
                  std::span<double> result) const override {
        const Moments moments = batch(seed, step);
        Vector difference(w.begin(), w.end());
        for (std::size_t i = 0; i < w.size(); ++i) difference[i] -= moments.mean[i];
        const Vector product = times_hessian(difference);
        std::ranges::copy(product, result.begin());
    }

private:
    static constexpr std::size_t all_patterns = 1000, batch_size = 128;

    /// What the loss needs to know of some patterns.
    struct Moments {
        Vector mean;        // [dimensions]
        double energy = 0;  // mean of x^T Q x
    };
    struct Patterns {
        Vector values;    // [all_patterns][dimensions]
        Vector energies;  // [all_patterns]: x^T Q x
    };

    static std::vector<std::uint32_t> first_rows(std::size_t count) {
        std::vector<std::uint32_t> rows(count);
        std::iota(rows.begin(), rows.end(), 0u);
        return rows;
    }

    Patterns patterns_of(std::uint32_t seed) const {
        constexpr double deviation = 0.6;
        NumpyRandom random(seed);
        Patterns patterns;
        for (std::size_t p = 0; p < all_patterns; ++p) {
            Vector x(dimensions_);
            for (double& one : x) one = static_cast<float>(deviation * random.normal());
            patterns.energies.push_back(dot(x, times_hessian(x)));
            patterns.values.insert(patterns.values.end(), x.begin(), x.end());
        }
        return patterns;
    }

    Moments mean_of(const Patterns& patterns, std::span<const std::uint32_t> rows) const {
        Moments moments{.mean = Vector(dimensions_, 0.0)};
        const double share = 1.0 / static_cast<double>(rows.size());
        for (const std::uint32_t row : rows) {
            const double* x = patterns.values.data() + row * dimensions_;
            for (std::size_t i = 0; i < dimensions_; ++i) moments.mean[i] += share * x[i];
            moments.energy += share * patterns.energies[row];
        }
        return moments;
    }

    /// Of step `step`, counted from 1.
    Moments batch(std::uint64_t seed, std::uint64_t step) const {
        std::vector<std::uint32_t> rows = first_rows(all_patterns);
        RandomStream stream(seed, "order of a function's patterns");
        data::shuffle(rows, stream);
        return mean_of(training_, std::span(rows).subspan((step - 1) % steps_per_epoch() * batch_size, batch_size));
    }

    /// The mean of 1/2 (w - x)^T Q (w - x) = 1/2 (w^T Q w - 2 w^T Q mean(x) + mean(x^T Q x))
    double mean_loss(std::span<const double> w, const Moments& of) const {
        const Vector product = times_hessian(w);
        return (dot(product, w) - 2 * dot(product, of.mean) + of.energy) / 2;
    }

    Vector times_hessian(std::span<const double> x) const {
        Vector product(dimensions_);
        for (std::size_t i = 0; i < dimensions_; ++i) {
            product[i] = dot(std::span(hessian_).subspan(i * dimensions_, dimensions_), x);
        }
        return product;
    }

    std::size_t dimensions_;
    Vector hessian_;
    Patterns training_;
    Moments test_;
};

}  // namespace

std::unique_ptr<Function> make_quadratic_deep(std::size_t dimensions) {
    return std::make_unique<QuadraticDeep>(dimensions == 0 ? 100 : dimensions);
}

}  // namespace descent::objective
