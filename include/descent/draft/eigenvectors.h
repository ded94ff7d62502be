#pragma once
/// \file
/// Orthonormal rows for rules on matrices, such as Soap, in plain loops: for sides of some hundreds. Draft: it may
/// change.

#include <descent/draft/matrix.h>
#include <descent/value.h>

namespace descent {

/// [one thread] The eigenvectors of a symmetric matrix as the rows of q, by Jacobi's rotations. Changes a.
template <class Real>
void eigenvectors(const Matrix<Real>& a, const Matrix<Real>& q) {
    const uint64_t n = a.rows;
    const auto at = [](const Matrix<Real>& m, uint64_t i, uint64_t j) -> Real& { return m.numbers[i * m.stride + j]; };
    const auto rotate = [](Real& x, Real& y, Real c, Real s) {
        const Real kept = x;
        x = c * kept - s * y;
        y = s * kept + c * y;
    };
    for (uint64_t i = 0; i < n; ++i) {
        for (uint64_t j = 0; j < n; ++j) at(q, i, j) = i == j ? Real(1) : Real(0);
    }
    constexpr double least = sizeof(Real) == 8 ? 1e-16 : 1e-8;  // of a number that is rotated away, beside the diagonal
    bool changes = true;
    for (int sweep = 0; sweep < 40 && changes; ++sweep) {
        changes = false;
        for (uint64_t p = 0; p + 1 < n; ++p) {
            for (uint64_t r = p + 1; r < n; ++r) {
                const double off = at(a, p, r), first = at(a, p, p), second = at(a, r, r);
                if (!(descent::abs(off) > least * descent::sqrt(descent::abs(first * second)))) continue;
                changes = true;
                const double theta = (second - first) / (2 * off);
                const double t = (theta < 0 ? -1 : 1) / (descent::abs(theta) + descent::sqrt(theta * theta + 1));
                const double cosine = 1 / descent::sqrt(t * t + 1);
                const Real c = static_cast<Real>(cosine), s = static_cast<Real>(t * cosine);
                for (uint64_t k = 0; k < n; ++k) rotate(at(a, k, p), at(a, k, r), c, s);
                for (uint64_t k = 0; k < n; ++k) rotate(at(a, p, k), at(a, r, k), c, s);
                for (uint64_t k = 0; k < n; ++k) rotate(at(q, p, k), at(q, r, k), c, s);
            }
        }
    }
}

/// [one thread] The rows of q made orthonormal by Gram and Schmidt, those of larger weights first: weights, [rows], are
/// numbers above 0 at most, and are used up.
template <class Real>
void orthonormalise(const Matrix<Real>& q, Real* weights, Real* order) {
    const auto row = [&](uint64_t i) { return q.numbers + i * q.stride; };
    const auto dot = [&](const Real* x, const Real* y) {
        double sum = 0;
        for (uint64_t k = 0; k < q.columns; ++k) sum += static_cast<double>(x[k]) * static_cast<double>(y[k]);
        return sum;
    };
    for (uint64_t done = 0; done < q.rows; ++done) {
        uint64_t next = q.rows;
        for (uint64_t i = 0; i < q.rows; ++i) {
            if (weights[i] >= 0 && (next == q.rows || weights[i] > weights[next])) next = i;
        }
        if (next == q.rows) return;  // none is left but NaN
        weights[next] = -1;
        order[done] = static_cast<Real>(next);
        for (int twice = 0; twice < 2; ++twice) {
            for (uint64_t i = 0; i < done; ++i) {
                const Real* const earlier = row(static_cast<uint64_t>(order[i]));
                const Real share = static_cast<Real>(dot(row(next), earlier));
                for (uint64_t k = 0; k < q.columns; ++k) row(next)[k] -= share * earlier[k];
            }
            const Real length = static_cast<Real>(1 / descent::max(descent::sqrt(dot(row(next), row(next))), 1e-30));
            for (uint64_t k = 0; k < q.columns; ++k) row(next)[k] *= length;
        }
    }
}

}  // namespace descent
