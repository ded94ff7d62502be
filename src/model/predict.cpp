#include <descent/model.h>

#include "model/inference.h"

namespace descent {

std::vector<double> predict(const Model& model, const Dataset& data, const Threads& threads) {
    model::Inference inference(model, threads);
    model::require_inputs(model, data);
    // Without its targets: whether they fit the model does not matter here.
    const Dataset unlabelled = Dataset(data.name(), data.raw_inputs(), {}, data.details()).subset(data.rows());
    const std::size_t width = model.network.outputs();
    std::vector<double> predictions;
    predictions.reserve(data.patterns() * width);
    inference.for_each_block(unlabelled, [&](auto, std::span<const float> outputs, const engine::BatchResult&) {
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            predictions.push_back(in_own_unit(model.target_scaling, i % width, static_cast<double>(outputs[i])));
        }
    });
    return predictions;
}

}  // namespace descent
