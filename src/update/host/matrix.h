#pragma once
/// \file
/// The host's side of the matrix extension: products by the team, and working memory. On float for training, on double
/// for checks.

#include <array>
#include <exception>
#include <span>
#include <string>

#include <descent/machine.h>
#include <descent/plugin/draft/matrix.h>

#include "base/aligned_buffer.h"
#include "update/host/action.h"
#include "update/host/instance.h"
#include "update/host/products.h"

namespace descent::update {

template <class Value>
class MatrixOfRule {
public:
    /// Of a rule that has the extension; `instance` must outlive it. Throws Error when the rule has none on this type.
    MatrixOfRule(const Instance& instance, InstructionSet set);

    /// What one call works on.
    struct Work {
        const descent_tensor& tensor;
        std::size_t offset;  ///< of the tensor in the arena
        std::span<Value> parameters;
        std::span<const Value> gradient;
        std::span<Value* const> slots;
        parallel::Team& team;
    };

    /// [one thread] Calls the rule's `transform`. Throws Error that says what the rule asked for, when it cannot be
    /// done.
    void transform(const Work& work, const descent_step& step);

private:
    using Types = MatrixTypes<Value>;
    using Matrix = typename Types::Matrix;

    /// Throws Error where `c` is neither a slot of the tensor nor a scratch.
    void check_result(const Matrix& c) const;

    template <class Do>
    static descent_status guarded(void* context, Do&& work);
    static descent_status multiply(void* context, const Matrix* c, double alpha, const Matrix* a, const Matrix* b,
                                   std::int32_t transposed, double beta, const Matrix* d);
    static descent_status multiply_by_itself(void* context, const Matrix* c, double alpha, const Matrix* a,
                                             std::int32_t transposed, double beta, const Matrix* d);
    static descent_status scale(void* context, const Matrix* c, double alpha, const Matrix* a);
    static descent_status row_sums(void* context, const Matrix* a, double* sums);
    static descent_status column_sums(void* context, const Matrix* a, double* sums);
    static descent_status scratch(void* context, std::uint32_t number, std::uint64_t rows, std::uint64_t columns,
                                  Matrix* scratch);

    const Instance& instance_;
    const kernels::KernelTable& table_;
    std::array<AlignedBuffer<Value>, DESCENT_MOST_SCRATCHES> scratches_;
    const Work* work_ = nullptr;
    Action what_{"transform"};
    std::exception_ptr thrown_;
};

extern template class MatrixOfRule<float>;
extern template class MatrixOfRule<double>;

}  // namespace descent::update
