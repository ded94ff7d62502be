#include "update/host/run_of_rule.h"

#include <algorithm>

#include "update/host/call.h"
#include "update/host/own_signals.h"

namespace descent::update {

RunOfRule::RunOfRule(const Instance& instance, const network::Layout& layout, std::span<const descent_tensor> tensors)
    : instance_(instance), run_{} {
    std::uint32_t layers = 0;
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        const auto weights = std::ranges::find_if(layout.tensors, [&](const network::Tensor& other) {
            return other.layer == layout.tensors[t].layer && other.kind == network::TensorKind::weight;
        });
        const std::uint64_t fan_in = weights == layout.tensors.end() ? tensors[t].rows : weights->rows;
        tensors_.push_back({sizeof(descent_run_tensor), DESCENT_ABI_VERSION, &tensors[t], layout.tensors[t].offset,
                            fan_in, tensors[t].columns});
        layers = std::max(layers, tensors[t].layer + 1);
    }
    run_ = {sizeof(descent_run), DESCENT_ABI_VERSION, layers, 0, tensors_.size(),
            tensors_.data(),     layout.parameters,   0,      0};
}

void RunOfRule::begin(const RunFacts& facts) {
    has_begun_ = true;
    run_.seed = facts.seed;
    const descent_begin_run* const extension = instance_.begin_run();
    if (extension == nullptr) return;
    run_.planned_steps = extension->uses_planned_steps != 0 ? facts.planned_steps : 0;
    const OwnSignals own(instance_.who(), "begin a run");
    call(instance_.who(), "begin a run",
         [&](descent_message* message) { return extension->begin_run(instance_.get(), &run_, message); });
}

descent_place RunOfRule::place(std::size_t tensor, std::size_t offset) const {
    const descent_run_tensor& t = tensors_[tensor];
    return {sizeof(descent_place),
            DESCENT_ABI_VERSION,
            (offset - t.offset) / t.tensor->stride,
            offset,
            t.fan_in,
            t.fan_out,
            run_.layers,
            0,
            run_.seed};
}

}  // namespace descent::update
