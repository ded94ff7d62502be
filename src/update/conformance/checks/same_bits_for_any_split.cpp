#include "update/conformance/bench.h"

#include <algorithm>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

/// A step whose tensors are measured and updated in stretches of so many rows.
void step_in_rows(Bench& bench, const Function& function, std::size_t rows) {
    if (!bench.works_in_stretches()) {
        bench.optimizer().cut_stretches(rows);
        return bench.step(function);
    }
    bench.step_in_stretches(function, [&](const network::Tensor& tensor, const auto& update) {
        for (std::size_t row = 0; row < tensor.rows; row += rows) update(row, std::min(rows, tensor.rows - row));
    });
}

Outcome check_same_bits_for_any_split(const Subject& subject) {
    Bench whole(subject, usual_layout());
    if (whole.optimizer().needs_closure()) return skipped("the rule sees all tensors at once");
    NoisyParabola problem(whole.layout());
    whole.start_at(problem);
    for (int i = 0; i < 20; ++i) whole.step(problem);
    for (const std::size_t rows : {1, 4, 7}) {
        Bench cut(subject, usual_layout());
        cut.start_at(problem);
        for (int i = 0; i < 20; ++i) step_in_rows(cut, problem, rows);
        const std::string found = difference(whole, cut);
        if (!found.empty()) return failed("in stretches of " + to_text(rows) + " rows, " + found);
    }
    return passed();
}

}  // namespace

extern const Check same_bits_for_any_split;
const Check same_bits_for_any_split = {
    "same_bits_for_any_split",
    "A step gives the same bits whether a tensor is measured and updated as a whole or row by row: the "
    "host cuts it as its caches like.",
    check_same_bits_for_any_split};

}  // namespace descent::update::conformance
