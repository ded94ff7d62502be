#pragma once
/// \file
/// What Muon and its kin do with a direction: singular values are taken near 1. Draft: it may change.

#include <descent/draft/matrix.h>

namespace descent {

/// [one thread] During `transform`: `steps` times  A = x x^T;  x = a x + (b A + c A^2) x,  with x^T x on the right
/// where x has more rows than columns. The singular values of x are 1 at most. Returns where the result is, in x or in
/// a scratch; uses scratches 0 to 2.
template <class Real>
Matrix<Real> newton_schulz(const Matrices<Real>& host, Matrix<Real> x, int steps, double a = 3.4445, double b = -4.7750,
                           double c = 2.0315) {
    const bool is_tall = x.rows > x.columns;
    const uint64_t side = is_tall ? x.columns : x.rows;
    const Matrix<Real> gram = host.scratch(0, side, side), sum = host.scratch(1, side, side);
    Matrix<Real> next = host.scratch(2, x.rows, x.columns);
    for (int i = 0; i < steps; ++i) {
        is_tall ? host.multiply_by_itself(gram, 1, transposed(x)) : host.multiply_by_itself(gram, 1, x);
        host.multiply_by_itself(sum, c, gram, b, gram);
        is_tall ? host.multiply(next, 1, x, sum, a, x) : host.multiply(next, 1, sum, x, a, x);
        swap(x, next);
    }
    return x;
}

}  // namespace descent
