#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_same_bits_in_any_order(const Subject& subject) {
    Bench forward(subject, usual_layout()), backward(subject, usual_layout());
    if (!forward.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    NoisyParabola problem(forward.layout());
    for (Bench* bench : {&forward, &backward}) bench->start_at(problem);
    for (int i = 0; i < 20; ++i) {
        forward.step_in_stretches(problem, [](const network::Tensor& tensor, const auto& update) {
            for (std::size_t row = 0; row < tensor.rows; ++row) update(row, 1);
        });
        // another order at every step
        const bool odd = i % 2 == 1;
        backward.step_in_stretches(
            problem,
            [&](const network::Tensor& tensor, const auto& update) {
                for (std::size_t row = 0; row < tensor.rows; ++row) update(odd ? tensor.rows - 1 - row : row, 1);
            },
            odd);
    }
    const std::string found = difference(forward, backward);
    return found.empty() ? passed() : failed("with rows in another order at every second step, " + found);
}

}  // namespace

extern const Check same_bits_in_any_order;
const Check same_bits_in_any_order = {
    "same_bits_in_any_order",
    "A step gives the same bits in whatever order the rows and tensors come: state belongs to "
    "a parameter's slot, not to the position of a call.",
    check_same_bits_in_any_order};

}  // namespace descent::update::conformance
