#include <algorithm>

#include <descent/model.h>

#include "model/inference.h"

namespace descent {

std::vector<float> predict(const Model& model, const Dataset& data, const Threads& threads) {
    model::Inference inference(model, threads);
    model::require_inputs(model, data);
    // Without its targets: whether they fit the model does not matter here.
    const Dataset unlabelled(data.name(), data.raw_inputs(), {}, data.details());
    const std::size_t width = model.network.outputs();
    std::vector<float> outputs(data.patterns() * width);
    for (std::size_t first = 0; first < data.patterns(); first += model::inference_block) {
        const std::size_t count = std::min(model::inference_block, data.patterns() - first);
        inference.run(unlabelled, data.rows().subspan(first, count),
                      std::span(outputs).subspan(first * width, count * width));
    }
    return outputs;
}

}  // namespace descent
