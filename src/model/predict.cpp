#include <algorithm>

#include <descent/model.h>

#include "model/inference.h"

namespace descent {

std::vector<double> predict(const Model& model, const Dataset& data, const Threads& threads) {
    model::Inference inference(model, threads);
    model::require_inputs(model, data);
    // Without its targets: whether they fit the model does not matter here.
    const Dataset unlabelled(data.name(), data.raw_inputs(), {}, data.details());
    const std::size_t width = model.network.outputs();
    std::vector<double> predictions;
    predictions.reserve(data.patterns() * width);
    std::vector<float> outputs(std::min(model::inference_block, data.patterns()) * width);
    for (std::size_t first = 0; first < data.patterns(); first += model::inference_block) {
        const std::size_t count = std::min(model::inference_block, data.patterns() - first);
        const auto block = std::span(outputs).first(count * width);
        inference.run(unlabelled, data.rows().subspan(first, count), block);
        for (std::size_t i = 0; i < block.size(); ++i) {
            predictions.push_back(in_own_unit(model.target_scaling, i % width, static_cast<double>(block[i])));
        }
    }
    return predictions;
}

}  // namespace descent
