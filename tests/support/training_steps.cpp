#include "support/training_steps.h"

#include <fstream>
#include <sstream>

#include "base/json.h"

namespace descent::test {
namespace {

std::vector<double> doubles(const Json& array) {
    std::vector<double> result;
    for (const Json& value : array) result.push_back(value.get<double>());
    return result;
}

std::vector<std::vector<double>> doubles_by_layer(const Json& layers) {
    std::vector<std::vector<double>> result;
    for (const Json& layer : layers) result.push_back(doubles(layer));
    return result;
}

/// [rows][columns] to [columns][rows].
std::vector<double> transposed(const std::vector<double>& values, std::size_t rows, std::size_t columns) {
    std::vector<double> result(values.size());
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) result[j * rows + i] = values[i * columns + j];
    }
    return result;
}

network::Parameters<double> parameters_of(const Network& network, const JsonReader& tensors) {
    network::Parameters<double> result;
    std::size_t fan_in = network.inputs;
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
        const std::string name = "layers." + std::to_string(layer);
        const std::size_t units = network.layers[layer].units;
        result.weights.push_back(transposed(doubles(tensors.array(name + ".weight")), units, fan_in));
        result.biases.push_back(doubles(tensors.array(name + ".bias")));
        fan_in = units;
    }
    return result;
}

void read_batch(const JsonReader& record, TrainingStep& step) {
    step.batch.patterns = record.whole("patterns");
    step.batch.inputs = doubles(record.array("inputs"));
    step.batch.targets = doubles(record.array("targets"));
    if (record.has("labels")) {
        for (const Json& label : record.array("labels")) step.labels.push_back(label.get<std::uint32_t>());
    }
    if (!record.has("class_weights")) return;
    step.class_weights = doubles(record.array("class_weights"));
    for (const std::uint32_t label : step.labels) step.batch.pattern_weights.push_back(step.class_weights[label]);
}

TrainingStep read_step(const JsonReader& record) {
    TrainingStep step;
    step.name = record.text("name");
    step.network.inputs = record.whole("inputs_count");
    for (const Json& layer : record.array("layers")) {
        step.network.layers.push_back(
            {layer.at("units").get<std::size_t>(), parse_activation(layer.at("activation").get<std::string>())});
    }
    step.loss = parse_loss(record.text("loss"));
    step.learning_rate = record.number("learning_rate");
    read_batch(record, step);
    step.parameters = parameters_of(step.network, record.object("parameters"));
    const JsonReader exact = record.object("float64");
    step.expected.loss = exact.number("loss");
    step.expected.sums = doubles_by_layer(exact.array("sums"));
    step.expected.activations = doubles_by_layer(exact.array("activations"));
    step.expected.deltas = doubles_by_layer(exact.array("deltas"));
    step.expected.gradients = parameters_of(step.network, exact.object("gradients"));
    step.updated = parameters_of(step.network, exact.object("updated"));
    const JsonReader single = record.object("float32");
    step.single_loss = single.number("loss");
    step.single_gradients = parameters_of(step.network, single.object("gradients"));
    step.single_updated = parameters_of(step.network, single.object("updated"));
    return step;
}

}  // namespace

std::vector<TrainingStep> read_training_steps() {
    const std::string path = std::string(DESCENT_SOURCE_DIR) + "/tests/reference/training_step.json";
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const JsonReader document(parse_json(text.str(), path), path);
    std::vector<TrainingStep> steps;
    for (const Json& record : document.array("cases")) steps.push_back(read_step(JsonReader(record, path)));
    return steps;
}

}  // namespace descent::test
