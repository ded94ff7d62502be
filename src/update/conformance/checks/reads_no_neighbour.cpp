#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome run(const Subject& subject) {
    Bench one(subject, usual_layout()), other(subject, usual_layout());
    if (!one.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    NoisyParabola problem(one.layout());
    for (Bench* bench : {&one, &other}) {
        bench->start_at(problem);
        bench->step(problem);
    }
    const network::Tensor& tensor = one.layout().tensors[0];
    const std::size_t first = tensor.offset + 3 * tensor.stride, count = tensor.stride;
    for (std::size_t i = 0; i < other.layout().size; ++i) {
        if (i >= first && i < first + count) continue;
        other.change_parameters()[i] = 1000;
        other.gradient()[i] = -1000;
        for (const std::string& name : other.optimizer().slot_names()) other.optimizer().slot(name)[i] = 77;
    }
    for (Bench* bench : {&one, &other}) {
        bench->optimizer().begin_step(bench->optimizer().learning_rate());
        bench->optimizer().apply(bench->change_parameters(), first, bench->gradient().subspan(first, count));
    }
    for (std::size_t column = 0; column < tensor.columns; ++column) {
        const float a = one.parameters()[first + column], b = other.parameters()[first + column];
        if (a != b)
            return failed("with other values in the rows around it, column " + to_text(column) + " became " +
                          to_text(b) + " instead of " + to_text(a));
    }
    return passed();
}

}  // namespace

extern const Check reads_no_neighbour;
const Check reads_no_neighbour = {
    "reads_no_neighbour",
    "A parameter's new value depends on its own weight, gradient and slots alone: changing "
    "all other rows changes nothing.",
    run};

}  // namespace descent::update::conformance
