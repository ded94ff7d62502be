#include "data/fill.h"

#include "data/input_moments.h"

namespace descent::data {
namespace {

/// Of zeros and ones: what more than half of them are, or between.
double median_of_bits(const Moments& bits) { return bits.mean > 0.5 ? 1 : bits.mean < 0.5 ? 0 : 0.5; }

std::vector<double> medians(const Dataset& data, const std::vector<Moments>& inputs) {
    const MatrixRows rows = rows_of(data);
    const Expansion& expansion = data.expansion();
    std::vector<double> result;
    for (const Moments& input : inputs) result.push_back(median_of_bits(input));
    const auto put = [&](const InputRange& range) {
        for (std::size_t k = 0; k < range.count; ++k) result[range.input + k] = median(rows, range.column + k);
    };
    if (expansion.empty()) put({0, 0, inputs.size()});
    for (const InputRange& range : expansion.numbers) put(range);
    return result;
}

}  // namespace

bool has_missing(const Dataset& data) {
    const Missing policy = data.details().columns.missing;
    return policy == Missing::mean || policy == Missing::median || policy == Missing::indicator;
}

std::vector<double> fit_fill(const Dataset& data, const std::vector<Moments>& columns) {
    if (data.details().columns.missing == Missing::median) return medians(data, columns);
    std::vector<double> fill;
    for (const Moments& column : columns) fill.push_back(column.mean);
    return fill;
}

}  // namespace descent::data
