#include "model/predictor.h"

namespace descent {
namespace {

Model without_tensors(const Model& model) {
    return {.network = model.network,
            .loss = model.loss,
            .huber_delta = model.huber_delta,
            .class_weights = model.class_weights,
            .scaling = model.scaling,
            .target_scaling = model.target_scaling,
            .class_names = model.class_names,
            .columns = model.columns,
            .target_names = model.target_names};
}

}  // namespace

Predictor::Implementation::Implementation(const Model& trained, const Threads& threads)
    : model(without_tensors(trained)), inference(trained, threads) {}

Predictor::Predictor(const Model& model, const Threads& threads)
    : implementation_(std::make_unique<Implementation>(model, threads)) {}
Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;

std::vector<double> Predictor::predict(const Dataset& data) {
    const Model& model = implementation_->model;
    model::require_inputs(model, data);
    // Without its targets: whether they fit the model does not matter here.
    const Dataset unlabelled = data.with_targets({});
    const std::size_t width = model.network.outputs();
    std::vector<double> predictions;
    predictions.reserve(data.patterns() * width);
    implementation_->inference.for_each_block(
        unlabelled, [&](auto, std::span<const float> outputs, const engine::BatchResult&) {
            for (std::size_t i = 0; i < outputs.size(); ++i) {
                predictions.push_back(in_own_unit(model.target_scaling, i % width, static_cast<double>(outputs[i])));
            }
        });
    return predictions;
}

std::vector<double> predict(const Model& model, const Dataset& data, const Threads& threads) {
    return Predictor(model, threads).predict(data);
}

}  // namespace descent
