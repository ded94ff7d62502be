#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_writes_only_its_stretch(const Subject& subject) {
    Bench bench(subject, usual_layout());
    if (!bench.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    NoisyParabola problem(bench.layout());
    bench.start_at(problem);
    bench.step(problem);
    const std::vector<float> weights(bench.parameters().begin(), bench.parameters().end());
    std::vector<std::vector<float>> slots;
    for (const std::string& name : bench.optimizer().slot_names()) {
        slots.emplace_back(bench.optimizer().slot(name).begin(), bench.optimizer().slot(name).end());
    }
    const std::vector<float> gradient(bench.gradient().begin(), bench.gradient().end());
    const network::Tensor& tensor = bench.layout().tensors[0];
    const std::size_t first = tensor.offset + 3 * tensor.stride, count = 2 * tensor.stride;
    bench.step_on([&](const auto& stretch) { stretch(first, count); });
    const auto outside = [&](std::size_t i) { return i < first || i >= first + count; };
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (outside(i) && !same_bits(bench.parameters()[i], weights[i])) {
            return failed("it changed " + name_of(bench.layout(), i) + "; its stretch was rows 3 and 4 of " +
                          tensor.name);
        }
        if (!same_bits(bench.gradient()[i], gradient[i]))
            return failed("it changed the gradient of " + name_of(bench.layout(), i));
        for (std::size_t s = 0; s < slots.size(); ++s) {
            const std::string name = bench.optimizer().slot_names()[s];
            if (outside(i) && !same_bits(bench.optimizer().slot(name)[i], slots[s][i])) {
                return failed("it changed slot " + quote(name) + " of " + name_of(bench.layout(), i) +
                              ", outside its stretch");
            }
        }
    }
    return passed();
}

}  // namespace

extern const Check writes_only_its_stretch;
const Check writes_only_its_stretch = {
    "writes_only_its_stretch",
    "A call changes the weights and slots of its own stretch and nothing else: neither other "
    "rows, nor the gradient.",
    check_writes_only_its_stretch};

}  // namespace descent::update::conformance
