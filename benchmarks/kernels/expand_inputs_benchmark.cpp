// From stored columns of a table in random order to a batch of scaled floats.
#include "base/random.h"
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

/// 8 numbers and 4 categories: 12 stored columns, 93 inputs.
struct Arrays {
    static constexpr std::size_t file_rows = 100000, columns = 12, inputs = 93, patterns = 64;
    InputRange numbers = {0, 0, 8};
    std::vector<InputRange> categories = {{8, 8, 7}, {9, 15, 50}, {10, 65, 20}, {11, 85, 8}};
    std::vector<double> file = std::vector<double>(file_rows * columns);
    std::vector<double> shift = std::vector<double>(inputs), scale = std::vector<double>(inputs, 1.0);
    std::vector<std::uint32_t> rows = std::vector<std::uint32_t>(file_rows / patterns * patterns);
    Matrix zeros{1, inputs}, ones{1, inputs}, out{patterns, inputs};
    std::size_t first = 0;

    Arrays() {
        RandomStream random(1, "table");
        for (std::size_t r = 0; r < file_rows; ++r) {
            for (std::size_t c = 0; c < 8; ++c) file[r * columns + c] = random.uniform();
            for (const InputRange& one : categories) {
                file[r * columns + one.column] = static_cast<double>(random.below(one.count));
            }
        }
        for (auto& row : rows) row = static_cast<std::uint32_t>(random.below(file_rows));
    }
};

}  // namespace

void register_expand_inputs() {
    constexpr double bytes = Arrays::patterns * (Arrays::columns * 8.0 + Arrays::inputs * 4.0);
    register_bytes("expand_inputs/12/93/patterns:64", bytes, [](const kernels::KernelTable& table) -> Call {
        const auto at = std::make_shared<Arrays>();
        return [=, &table] {
            table.expand_inputs({.in = reinterpret_cast<const std::byte*>(at->file.data()),
                                 .in_columns = Arrays::columns,
                                 .rows = at->rows.data() + at->first,
                                 .numbers = {&at->numbers, &at->numbers + 1},
                                 .categories = {at->categories.data(), at->categories.data() + at->categories.size()},
                                 .indicators = {nullptr, nullptr},
                                 .shift = at->shift.data(),
                                 .scale = at->scale.data(),
                                 .zeros = at->zeros.data(),
                                 .ones = at->ones.data(),
                                 .fills = at->zeros.data(),
                                 .out = at->out.data(),
                                 .out_stride = at->out.stride,
                                 .patterns = Arrays::patterns,
                                 .inputs = Arrays::inputs});
            at->first = (at->first + Arrays::patterns) % at->rows.size();
        };
    });
}

}  // namespace descent::bench
