#pragma once
/// \file
/// A tensor as a matrix, and products by the host's threads: the draft of the matrix extension in C++.
///
///     template <class Real>
///     void transform(const descent::Matrices<Real>& matrices, const descent::Step& step) const {
///         const descent::Matrix<Real> x = matrices.slot(0), gram = matrices.scratch(0, x.rows, x.rows);
///         matrices.multiply_by_itself(gram, 1, x);  // x x^T; of descent::transposed(x) it is x^T x
///     }
///
/// `transform` runs once a step for every tensor, before `update`, and changes slots and weights alone.

#include <descent/plugin/draft/matrix.h>

namespace descent {

namespace detail {

/// How a product that the host refused leaves the author's `transform`; it ends before the border.
struct ProductRefused {
    descent_status status;
};

template <class Real>
struct MatrixTypes;
template <>
struct MatrixTypes<float> {
    using Matrix = descent_matrix;
    using Products = descent_products;
    using Tensor = descent_tensor_matrices;
};
template <>
struct MatrixTypes<double> {
    using Matrix = descent_double_matrix;
    using Products = descent_double_products;
    using Tensor = descent_double_tensor_matrices;
};

}  // namespace detail

/// numbers[row * stride + column], rows, columns, stride.
template <class Real>
using Matrix = typename detail::MatrixTypes<Real>::Matrix;

inline void swap(descent_matrix& a, descent_matrix& b) {
    const descent_matrix kept = a;
    a = b;
    b = kept;
}
inline void swap(descent_double_matrix& a, descent_double_matrix& b) {
    const descent_double_matrix kept = a;
    a = b;
    b = kept;
}

/// An operand that stands for its transpose.
template <class Real>
struct Transposed {
    const Matrix<Real>& matrix;
};
inline Transposed<float> transposed(const descent_matrix& matrix) { return {matrix}; }
inline Transposed<double> transposed(const descent_double_matrix& matrix) { return {matrix}; }

/// Of one tensor. All functions: [one thread], during `transform`. A result `c` is a matrix of its own: no operand.
template <class Real>
class Matrices {
public:
    using Types = detail::MatrixTypes<Real>;
    using View = Matrix<Real>;

    Matrices(const typename Types::Tensor& tensor, const typename Types::Products& products)
        : tensor_(tensor), products_(products) {}

    const descent_tensor& tensor() const { return *tensor_.tensor; }
    View weights() const { return tensor_.weights; }
    View gradients() const { return tensor_.gradients; }
    View slot(int number) const { return tensor_.slots[number]; }
    /// Working memory, numbers 0 to 7: it holds anything, and is gone when `transform` returns.
    View scratch(uint32_t number, uint64_t rows, uint64_t columns) const {
        View view{};
        check(products_.scratch(products_.context, number, rows, columns, &view));
        return view;
    }

    /// c = alpha a b; c = alpha a b + beta d
    template <class A, class B>
    void multiply(const View& c, double alpha, const A& a, const B& b) const {
        multiply(c, alpha, a, b, 0, nullptr);
    }
    template <class A, class B>
    void multiply(const View& c, double alpha, const A& a, const B& b, double beta, const View& d) const {
        multiply(c, alpha, a, b, beta, &d);
    }
    /// c = alpha a a^T, of `descent::transposed(a)` alpha a^T a; and + beta d, d symmetric: half the time of
    /// `multiply`.
    template <class A>
    void multiply_by_itself(const View& c, double alpha, const A& a) const {
        multiply_by_itself(c, alpha, a, 0, nullptr);
    }
    template <class A>
    void multiply_by_itself(const View& c, double alpha, const A& a, double beta, const View& d) const {
        multiply_by_itself(c, alpha, a, beta, &d);
    }
    /// c = alpha a; here c may be a.
    void scale(const View& c, double alpha, const View& a) const {
        check(products_.scale(products_.context, &c, alpha, &a));
    }
    /// sums: [rows], or [columns]
    void row_sums(const View& a, double* sums) const { check(products_.row_sums(products_.context, &a, sums)); }
    void column_sums(const View& a, double* sums) const { check(products_.column_sums(products_.context, &a, sums)); }

private:
    static const View& view(const View& a) { return a; }
    static const View& view(const Transposed<Real>& a) { return a.matrix; }
    static constexpr int32_t is_transposed(const View&) { return 0; }
    static constexpr int32_t is_transposed(const Transposed<Real>&) { return 1; }
    static void check(descent_status status) {
        if (status != DESCENT_OK) throw detail::ProductRefused{status};
    }
    template <class A, class B>
    void multiply(const View& c, double alpha, const A& a, const B& b, double beta, const View* d) const {
        check(products_.multiply(products_.context, &c, alpha, &view(a), &view(b),
                                 is_transposed(a) + 2 * is_transposed(b), beta, d));
    }
    template <class A>
    void multiply_by_itself(const View& c, double alpha, const A& a, double beta, const View* d) const {
        check(products_.multiply_by_itself(products_.context, &c, alpha, &view(a), is_transposed(a), beta, d));
    }

    const typename Types::Tensor& tensor_;
    const typename Types::Products& products_;
};

}  // namespace descent
