#include "update/host/matrix.h"

#include <descent/error.h>

#include <vector>

#include "base/text.h"
#include "kernels/dispatch.h"
#include "network/layout.h"
#include "update/host/call.h"
#include "update/host/inside.h"

namespace descent::update {
namespace {

/// An exception of the host's must not pass through a plugin: it is kept until the plugin has returned.
constexpr descent_status product_refused = 2;

}  // namespace

template <class Value>
MatrixOfRule<Value>::MatrixOfRule(const Instance& instance, InstructionSet set)
    : instance_(instance), table_(kernels::table_for(set)) {
    if (Types::transform(*instance.matrix()) == nullptr) {
        throw Error(instance.who() + ": has no matrix extension in double precision");
    }
}

template <class Value>
void MatrixOfRule<Value>::transform(const Work& work, const descent_step& step) {
    work_ = &work;
    what_ = {"transform", step.count, work.tensor.name};
    thrown_ = nullptr;
    const auto view = [&](const Value* arena) {
        Value* const numbers = arena == nullptr ? nullptr : const_cast<Value*>(arena) + work.offset;
        return Matrix{sizeof(Matrix),   DESCENT_ABI_VERSION, numbers,
                      work.tensor.rows, work.tensor.columns, work.tensor.stride};
    };
    std::array<Matrix, DESCENT_MOST_SLOTS> slots;
    for (std::size_t s = 0; s < work.slots.size(); ++s) slots[s] = view(work.slots[s]);
    const typename Types::Tensor matrices{
        sizeof(matrices),           DESCENT_ABI_VERSION, &work.tensor, view(work.parameters.data()),
        view(work.gradient.data()), slots.data()};
    const typename Types::Products products{sizeof(products), DESCENT_ABI_VERSION, this,
                                            multiply,         multiply_by_itself,  scale,
                                            row_sums,         column_sums,         scratch};
    try {
        call(instance_.who(), what_, [&](descent_message* message) {
            return Types::transform(*instance_.matrix())(instance_.get(), &matrices, &step, &products, message);
        });
    } catch (...) {
        if (!thrown_) throw;
    }
    if (thrown_) std::rethrow_exception(thrown_);
}

template <class Value>
void MatrixOfRule<Value>::check_result(const Matrix& c) const {
    const auto holds = [&](const Value* first, std::size_t count) {
        return first != nullptr && c.numbers >= first && c.rows * c.stride <= count &&
               c.numbers + c.rows * c.stride <= first + count;
    };
    const std::size_t count = work_->tensor.rows * work_->tensor.stride;
    for (const Value* const slot : work_->slots) {
        if (slot != nullptr && holds(slot + work_->offset, count)) return;
    }
    for (const AlignedBuffer<Value>& buffer : scratches_) {
        if (holds(buffer.data(), buffer.size())) return;
    }
    throw Error("a result would stand neither in a slot of the tensor nor in a scratch");
}

template <class Value>
template <class Do>
descent_status MatrixOfRule<Value>::guarded(void* context, Do&& work) {
    const Outside outside;
    auto& self = *static_cast<MatrixOfRule*>(context);
    if (self.thrown_) return product_refused;
    try {
        work(self);
        return DESCENT_OK;
    } catch (const Error& error) {
        self.thrown_ = std::make_exception_ptr(
            Error(self.instance_.who() + ": cannot " + self.what_.text() + ": " + error.what()));
    } catch (...) {
        self.thrown_ = std::current_exception();
    }
    return product_refused;
}

template <class Value>
descent_status MatrixOfRule<Value>::multiply(void* context, const Matrix* c, double alpha, const Matrix* a,
                                             const Matrix* b, std::int32_t transposed, double beta, const Matrix* d) {
    return guarded(context, [&](MatrixOfRule& self) {
        self.check_result(*c);
        update::multiply<Value>({*c, alpha, *a, (transposed & 1) != 0, *b, (transposed & 2) != 0, beta, d}, self.table_,
                                self.work_->team);
    });
}

template <class Value>
descent_status MatrixOfRule<Value>::multiply_by_itself(void* context, const Matrix* c, double alpha, const Matrix* a,
                                                       std::int32_t transposed, double beta, const Matrix* d) {
    return guarded(context, [&](MatrixOfRule& self) {
        self.check_result(*c);
        const bool first = transposed != 0;
        update::multiply<Value>({*c, alpha, *a, first, *a, !first, beta, d, true}, self.table_, self.work_->team);
    });
}

template <class Value>
descent_status MatrixOfRule<Value>::scale(void* context, const Matrix* c, double alpha, const Matrix* a) {
    return guarded(context, [&](MatrixOfRule& self) {
        self.check_result(*c);
        update::scale<Value>(*c, alpha, *a, self.work_->team);
    });
}

template <class Value>
descent_status MatrixOfRule<Value>::row_sums(void* context, const Matrix* a, double* sums) {
    return guarded(context, [&](MatrixOfRule& self) { update::row_sums<Value>(*a, sums, self.work_->team); });
}

template <class Value>
descent_status MatrixOfRule<Value>::column_sums(void* context, const Matrix* a, double* sums) {
    return guarded(context, [&](MatrixOfRule& self) { update::column_sums<Value>(*a, sums, self.work_->team); });
}

template <class Value>
descent_status MatrixOfRule<Value>::scratch(void* context, std::uint32_t number, std::uint64_t rows,
                                            std::uint64_t columns, Matrix* scratch) {
    return guarded(context, [&](MatrixOfRule& self) {
        if (number >= DESCENT_MOST_SCRATCHES) {
            throw Error("scratch " + to_text(number) + " was asked for, expected 0 to " +
                        to_text(DESCENT_MOST_SCRATCHES - 1));
        }
        constexpr std::uint64_t most = std::uint64_t{1} << 24U;  // a side; products of two stay far below 2^64
        if (rows == 0 || columns == 0 || rows > most || columns > most) {
            throw Error("a scratch of " + to_text(rows) + " x " + to_text(columns) + " was asked for");
        }
        const std::uint64_t stride = network::padded_stride(columns);
        AlignedBuffer<Value>& buffer = self.scratches_[number];
        if (buffer.size() < rows * stride) buffer = AlignedBuffer<Value>(rows * stride);
        *scratch = {sizeof(Matrix), DESCENT_ABI_VERSION, buffer.data(), rows, columns, stride};
    });
}

template class MatrixOfRule<float>;
template class MatrixOfRule<double>;

}  // namespace descent::update
