#pragma once
/// \file
/// Products, multiples and sums of matrices by a team: the same bits for any team.

#include <descent/draft/matrix.h>

namespace descent::parallel {
class Team;
}
namespace descent::kernels {
struct KernelTable;
}

namespace descent::update {

template <class Value>
struct MatrixTypes;
template <>
struct MatrixTypes<float> : descent::detail::MatrixTypes<float> {
    static auto transform(const descent_matrix_rule& rule) { return rule.transform; }
};
template <>
struct MatrixTypes<double> : descent::detail::MatrixTypes<double> {
    static auto transform(const descent_matrix_rule& rule) { return rule.double_transform; }
};

/// c = alpha a b + beta d
template <class Value>
struct ProductOf {
    using Matrix = typename MatrixTypes<Value>::Matrix;
    const Matrix& c;
    double alpha;
    const Matrix& a;
    bool a_is_transposed;
    const Matrix& b;
    bool b_is_transposed;
    double beta;
    const Matrix* d;            ///< null: none
    bool is_symmetric = false;  ///< a b is, and so is d: half of it is computed
};

/// [one thread] Throws Error where shapes do not fit, or c is an operand.
template <class Value>
void multiply(const ProductOf<Value>& product, const kernels::KernelTable& table, parallel::Team& team);

/// [one thread] c = alpha a. Throws Error where shapes do not fit.
template <class Value>
void scale(const typename MatrixTypes<Value>::Matrix& c, double alpha, const typename MatrixTypes<Value>::Matrix& a,
           parallel::Team& team);

/// [one thread] sums: [rows], or [columns].
template <class Value>
void row_sums(const typename MatrixTypes<Value>::Matrix& a, double* sums, parallel::Team& team);
template <class Value>
void column_sums(const typename MatrixTypes<Value>::Matrix& a, double* sums, parallel::Team& team);

}  // namespace descent::update
