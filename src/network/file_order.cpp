#include "network/file_order.h"

#include <algorithm>
#include <cstring>

namespace descent::network {
namespace {

constexpr std::size_t side = 16;        // floats of a cache line
constexpr std::size_t lines_ahead = 4;  // no prefetcher follows sixteen rows of a file

/// Calls `use(column, columns, row, rows)` for blocks of a cache line by a cache line, the next ones on the same rows
/// of the file.
template <class Use>
void for_each_block(const Tensor& tensor, TensorColumns range, const Use& use) {
    for (std::size_t column = range.first; column < range.end; column += side) {
        for (std::size_t row = 0; row < tensor.rows; row += side) {
            use(column, std::min(side, range.end - column), row, std::min(side, tensor.rows - row));
        }
    }
}

}  // namespace

void from_file_order(const Tensor& tensor, TensorColumns range, const std::byte* file, float* arena) {
    for_each_block(tensor, range, [&](std::size_t column, std::size_t columns, std::size_t row, std::size_t rows) {
        float line[side] = {}, block[side][side];
        for (std::size_t c = 0; c < columns; ++c) {
            const std::size_t at = ((column - range.first + c) * tensor.rows + row) * sizeof(float);
            __builtin_prefetch(file + at + lines_ahead * sizeof line);
            std::memcpy(line, file + at, rows * sizeof(float));
            for (std::size_t r = 0; r < side; ++r) block[r][c] = line[r];
        }
        float* const to = arena + tensor.offset + row * tensor.stride + column;
        for (std::size_t r = 0; r < rows; ++r) std::memcpy(to + r * tensor.stride, block[r], columns * sizeof(float));
    });
}

void to_file_order(const Tensor& tensor, TensorColumns range, const float* arena, std::byte* file) {
    for_each_block(tensor, range, [&](std::size_t column, std::size_t columns, std::size_t row, std::size_t rows) {
        float line[side] = {}, block[side][side];
        const float* const from = arena + tensor.offset + row * tensor.stride + column;
        for (std::size_t r = 0; r < rows; ++r) {
            std::memcpy(line, from + r * tensor.stride, columns * sizeof(float));
            for (std::size_t c = 0; c < side; ++c) block[c][r] = line[c];
        }
        for (std::size_t c = 0; c < columns; ++c) {
            const std::size_t at = ((column - range.first + c) * tensor.rows + row) * sizeof(float);
            std::memcpy(file + at, block[c], rows * sizeof(float));
        }
    });
}

}  // namespace descent::network
