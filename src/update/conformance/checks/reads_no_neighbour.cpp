#include "update/conformance/bench.h"

#include <cmath>
#include <limits>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

/// What other rows hold: large numbers, and NaN, which no product with 0 hides.
struct Neighbours {
    const char* name;
    float weight, gradient, slot;
};

Outcome run_with(const Subject& subject, const Neighbours& others) {
    Bench one(subject, usual_layout()), other(subject, usual_layout());
    if (!one.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    NoisyParabola problem(one.layout());
    for (Bench* bench : {&one, &other}) {
        bench->start_at(problem);
        bench->step(problem);
    }
    const network::Tensor& tensor = one.layout().tensors[0];
    const std::size_t row = 3, first = tensor.offset + row * tensor.stride, count = tensor.stride;
    for (std::size_t i = 0; i < other.layout().size; ++i) {
        const bool padding = (i - tensor.offset) % tensor.stride >= tensor.columns;
        if (i >= first && i < first + count && !(padding && std::isnan(others.slot))) continue;
        other.change_parameters()[i] = others.weight;
        other.gradient()[i] = others.gradient;
        for (const std::string& name : other.optimizer().slot_names()) other.optimizer().slot(name)[i] = others.slot;
    }
    for (Bench* bench : {&one, &other}) {
        bench->step_on([&](const auto& stretch) { stretch(first, count); });
    }
    for (std::size_t column = 0; column < tensor.columns; ++column) {
        const float a = one.parameters()[first + column], b = other.parameters()[first + column];
        if (!same_bits(a, b))
            return failed("with " + std::string(others.name) + " in all other rows and in padding, " +
                          name_of(one.layout(), first + column) + " became " + to_text(b) + " instead of " +
                          to_text(a));
    }
    return passed();
}

Outcome check_reads_no_neighbour(const Subject& subject) {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    for (const Neighbours& others : {Neighbours{"large numbers", 1000, -1000, 77}, Neighbours{"NaN", nan, nan, nan}}) {
        const Outcome outcome = run_with(subject, others);
        if (outcome.result != Result::passed) return outcome;
    }
    return passed();
}

}  // namespace

extern const Check reads_no_neighbour;
const Check reads_no_neighbour = {
    "reads_no_neighbour",
    "A parameter's new value depends on its own weight, gradient and slots alone: changing "
    "all other rows, or padding, changes nothing.",
    check_reads_no_neighbour};

}  // namespace descent::update::conformance
