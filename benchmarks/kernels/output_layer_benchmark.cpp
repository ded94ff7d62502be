// Outputs, cost and deltas of the last layer, for every pair of loss and activation.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix a, y, delta, costs;
    std::vector<std::uint32_t> labels, correct;
};

void register_shape(std::size_t patterns, std::size_t outputs, Loss loss, Activation activation) {
    const std::string name = "output_layer/" + std::to_string(outputs) + "/patterns:" + std::to_string(patterns) + "/" +
                             std::string(to_string(loss)) + "/" + std::string(to_string(activation));
    // reads sums and targets, writes outputs and deltas
    const double bytes = 16.0 * static_cast<double>(patterns * outputs);
    register_bytes(name, bytes, [=](const kernels::KernelTable& table) -> Call {
        const std::size_t blocks = (patterns + 15) / 16;
        auto at = std::make_shared<Arrays>(Arrays{{patterns, outputs},
                                                  {patterns, outputs},
                                                  {patterns, outputs},
                                                  {blocks, kernels::lane_count},
                                                  std::vector<std::uint32_t>(patterns),
                                                  std::vector<std::uint32_t>(blocks)});
        return [=, &table] {
            table.output_layer({.a = at->a.data(),
                                .a_stride = at->a.stride,
                                .y = at->y.data(),
                                .y_stride = at->y.stride,
                                .delta = at->delta.data(),
                                .delta_stride = at->delta.stride,
                                .pattern_weights = nullptr,
                                .scale = 1.0f / static_cast<float>(patterns),
                                .patterns = patterns,
                                .outputs = outputs,
                                .columns = at->a.width(),
                                .loss = loss,
                                .activation = activation,
                                .costs = at->costs.data(),
                                .labels = at->labels.data(),
                                .correct = at->correct.data()});
        };
    });
}

}  // namespace

void register_output_layer() {
    for (const std::size_t outputs : {1, 10, 100}) {
        register_shape(64, outputs, Loss::mse, Activation::identity);
        register_shape(64, outputs, Loss::mse, Activation::sigmoid);
        register_shape(64, outputs, Loss::mse, Activation::softmax);
        register_shape(64, outputs, Loss::cross_entropy, Activation::sigmoid);
        register_shape(64, outputs, Loss::cross_entropy, Activation::softmax);
    }
}

}  // namespace descent::bench
