#pragma once
/// \file
/// Rows of doubles in one block that grows and shrinks where it lies: a table is in memory once.
///
///     data::Matrix matrix(rows, columns);  // not initialised: pages that nobody writes take no memory
///     matrix.at(3, 0) = 1;
///     matrix.resize(2, columns);           // what is behind the second row is given back

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>

namespace descent::data {

class Matrix {
public:
    Matrix() = default;
    /// Throws std::bad_alloc.
    Matrix(std::size_t rows, std::size_t columns) { resize(rows, columns); }

    /// The block keeps its first bytes; nothing is moved from row to row.
    void resize(std::size_t rows, std::size_t columns) {
        const std::size_t row_bytes = columns * sizeof(double);
        if (row_bytes > 0 && rows > std::numeric_limits<std::ptrdiff_t>::max() / row_bytes) throw std::bad_alloc();
        void* block = std::realloc(block_.get(), rows * row_bytes + 1);
        if (block == nullptr) throw std::bad_alloc();
        static_cast<void>(block_.release());
        block_.reset(static_cast<double*>(block));
        columns_ = columns;
    }

    std::size_t columns() const noexcept { return columns_; }
    double* row(std::size_t r) noexcept { return block_.get() + r * columns_; }
    const double* row(std::size_t r) const noexcept { return block_.get() + r * columns_; }
    double& at(std::size_t r, std::size_t c) noexcept { return row(r)[c]; }
    double at(std::size_t r, std::size_t c) const noexcept { return row(r)[c]; }

    /// The block, for one that keeps it alive.
    std::shared_ptr<double> release() { return {block_.release(), Free{}}; }

private:
    struct Free {
        void operator()(double* block) const noexcept { std::free(block); }
    };

    std::unique_ptr<double, Free> block_;
    std::size_t columns_ = 0;
};

}  // namespace descent::data
