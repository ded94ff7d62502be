#include "data/input_moments.h"

#include <descent/value.h>

#include <algorithm>

#include "data/elements.h"

namespace descent::data {
namespace {

/// Of `ones` ones among `count` zeros and ones.
Moments moments_of_bits(std::size_t ones, std::size_t count) {
    Moments moments{.count = count};
    if (count == 0) return moments;
    moments.smallest = ones == count ? 1 : 0;
    moments.largest = ones == 0 ? 0 : 1;
    moments.mean = static_cast<double>(ones) / static_cast<double>(count);
    moments.deviation = sqrt(moments.mean * (1 - moments.mean));
    return moments;
}

/// How often each category occurs.
std::vector<std::size_t> tally(const MatrixRows& matrix, const InputRange& range) {
    std::vector<std::size_t> counts(range.count);
    for (const std::uint32_t row : matrix.rows) {
        const auto place = element<double>(matrix.bytes, row * matrix.columns + range.column);
        if (place >= 0) ++counts[static_cast<std::size_t>(place)];
    }
    return counts;
}

}  // namespace

MatrixRows rows_of(const Dataset& data) {
    const Dataset::Inputs& in = data.raw_inputs();
    return {in.bytes, in.type, in.columns, data.rows()};
}

std::vector<Moments> measure_inputs(const Dataset& data) {
    const MatrixRows matrix = rows_of(data);
    std::vector<Moments> stored = measure(matrix);
    const Expansion& expansion = data.expansion();
    if (expansion.empty()) return stored;
    std::vector<Moments> inputs(data.inputs());
    for (const InputRange& range : expansion.numbers) {
        std::copy_n(&stored[range.column], range.count, &inputs[range.input]);
    }
    for (const InputRange& range : expansion.categories) {
        const std::vector<std::size_t> counts = tally(matrix, range);
        for (std::size_t k = 0; k < range.count; ++k) {
            inputs[range.input + k] = moments_of_bits(counts[k], stored[range.column].count);
        }
    }
    for (const InputRange& range : expansion.indicators) {
        const std::size_t missing = matrix.rows.size() - stored[range.column].count;
        inputs[range.input] = moments_of_bits(missing, matrix.rows.size());
    }
    return inputs;
}

}  // namespace descent::data
