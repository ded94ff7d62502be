// Writes models, and what they predict, into a folder: for the Python tests beside this file.
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

#include <descent/model.h>

#include "base/json.h"
#include "base/random.h"
#include "model/arena.h"
#include "model/hand_made.h"
#include "model/onnx.h"
#include "network/initialise.h"

namespace descent {
namespace {

Model random_model(const Network& network, Loss loss, std::uint64_t seed) {
    Model model{.network = network, .loss = loss};
    const network::Layout layout = network::make_layout(network);
    std::vector<float> arena(layout.size);
    network::initialise(layout, Initialisation::torch_linear, seed, arena);
    model::from_arena(arena, layout, model);
    RandomStream stream(seed, "scaling");
    for (std::size_t i = 0; i < network.inputs; ++i) {
        model.scaling.shift.push_back(stream.uniform());
        model.scaling.scale.push_back(1 + stream.uniform());
    }
    return model;
}

/// NAME.safetensors, NAME.onnx, and NAME.json with inputs and outputs, row after row.
void write(const Model& model, const std::string& path) {
    RandomStream stream(1, "inputs of " + to_string(model.network));
    std::vector<float> inputs(5 * model.network.inputs);
    for (float& value : inputs) value = static_cast<float>(4 * stream.uniform() - 2);
    Json activations = Json::array();
    for (const Layer& layer : model.network.layers) activations.push_back(to_string(layer.activation));
    const Json expected = {{"activations", activations},
                           {"inputs", inputs},
                           {"outputs", predict(model, test::unlabelled(inputs, model.network.inputs))},
                           {"shift", model.scaling.shift},
                           {"scale", model.scaling.scale},
                           {"class_names", model.class_names}};
    save(model, path + ".safetensors");
    model::export_onnx(model, path + ".onnx");
    std::ofstream(path + ".json") << to_json_line(expected) << '\n';
}

}  // namespace
}  // namespace descent

int main(int, char** arguments) try {
    using namespace descent;
    const std::string folder = std::string(arguments[1]) + "/";
    write(test::quarter_model(), folder + "quarter");
    write(test::largest_model(), folder + "largest");
    write(random_model({7, {{17, Activation::relu}, {16, Activation::tanh}, {5, Activation::softmax}}},
                       Loss::cross_entropy, 1),
          folder + "deep");
    write(random_model({3, {{1, Activation::identity}}}, Loss::mse, 2), folder + "linear");
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
