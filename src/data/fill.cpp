#include "data/fill.h"

namespace descent::data {

bool has_missing(const Dataset& data) {
    const Missing policy = data.details().columns.missing;
    return policy == Missing::mean || policy == Missing::median || policy == Missing::indicator;
}

std::vector<double> fit_fill(const Dataset& data, const std::vector<Moments>& columns) {
    const Dataset::Inputs& in = data.raw_inputs();
    const MatrixRows rows{in.bytes, in.type, in.columns, data.rows()};
    const bool by_median = data.details().columns.missing == Missing::median;
    std::vector<double> fill;
    for (std::size_t k = 0; k < columns.size(); ++k) fill.push_back(by_median ? median(rows, k) : columns[k].mean);
    return fill;
}

}  // namespace descent::data
