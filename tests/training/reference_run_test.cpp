// Runs with what regularises or weighs, against what PyTorch wrote to a file.

#include "base/json.h"
#include "base/text.h"
#include "storage/whole_files.h"
#include "support/catch.h"
#include "training/problem.h"
#include "training/settings/setting.h"

using namespace descent;
using namespace descent::test;

namespace {

std::vector<float> floats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

/// One case of tests/reference/training_run.json, whose head describes it.
struct Reference {
    std::string name;
    Trainee trainee;
    training::StartModel start;
    std::vector<double> losses;
    std::vector<std::vector<double>> trained;  ///< in the order of the start's tensors
};

Network network_of(const JsonReader& record) {
    Network network{.inputs = record.whole("inputs_count"), .layers = {}};
    for (const Json& layer : record.array("layers")) {
        network.layers.push_back(
            {layer.at("units").get<std::size_t>(), parse_activation(layer.at("activation").get<std::string>())});
    }
    return network;
}

Dataset dataset_of(const JsonReader& record, const Network& network) {
    Dataset::Targets targets;
    if (record.has("labels")) {
        for (const double label : record.numbers("labels")) targets.labels.push_back(static_cast<std::uint32_t>(label));
        for (std::size_t c = 0; c < network.outputs(); ++c) targets.class_names.push_back(std::to_string(c));
    } else {
        targets.values = record.numbers("targets");
        targets.columns = network.outputs();
    }
    Dataset::Details details;
    if (record.has("weights")) details.weights = floats(record.numbers("weights"));
    auto values = std::make_shared<std::vector<float>>(floats(record.numbers("inputs")));
    const auto* bytes = reinterpret_cast<const std::byte*>(values->data());
    return Dataset("reference", {values, bytes, ElementType::f32, record.whole("patterns"), network.inputs},
                   std::move(targets), std::move(details));
}

/// The settings of the record, each by its row in the table of settings.
TrainingOptions options_of(const JsonReader& record) {
    TrainingOptions options{.loss = parse_loss(record.text("loss")), .shuffle = false};
    options.settings = {{"learning_rate", to_text(record.number("learning_rate"))}};
    for (const auto& [name, value] : record.member("settings").items()) {
        training::setting(name).parse(options, value.get<std::string>());
    }
    return options;
}

Model start_of(const JsonReader& parameters, const Network& network) {
    Model model{.network = network};
    std::size_t fan_in = network.inputs;
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
        const std::string weight = "layers." + std::to_string(layer) + ".weight";
        const std::string bias = "layers." + std::to_string(layer) + ".bias";
        const std::size_t units = network.layers[layer].units;
        model.tensors.push_back({weight, {units, fan_in}, floats(parameters.numbers(weight))});
        model.tensors.push_back({bias, {units}, floats(parameters.numbers(bias))});
        fan_in = units;
    }
    return model;
}

Reference reference_of(const JsonReader& record) {
    Reference reference;
    reference.name = record.text("name");
    const Network network = network_of(record);
    reference.trainee.network = network;
    reference.trainee.training = dataset_of(record, network);
    reference.trainee.validation = {};
    reference.trainee.options = options_of(record);
    reference.start.model = start_of(record.object("parameters"), network);
    reference.start.model.class_names = reference.trainee.training.class_names();
    reference.start.model.scaling = fit_scaling(reference.trainee.training, ScalingKind::none);
    reference.losses = record.numbers("losses");
    const JsonReader trained = record.object("trained");
    for (const ModelTensor& tensor : reference.start.model.tensors) {
        reference.trained.push_back(trained.numbers(tensor.name));
    }
    return reference;
}

std::vector<Reference> references() {
    const std::string path = std::string(DESCENT_SOURCE_DIR) + "/tests/reference/training_run.json";
    const storage::FileBytes file = storage::map_file(path);
    const JsonReader document(parse_json(storage::as_text(file.bytes), path), path);
    std::vector<Reference> result;
    for (const Json& record : document.array("cases")) result.push_back(reference_of(JsonReader(record, path)));
    return result;
}

/// Nine steps in float32 against float64, of numbers of size about 1: each rounds in the 24th bit, and its rounding is
/// carried on. 2e-6 is some four units in the last place a step.
void check(const Reference& reference) {
    Recorder recorder;
    training::NetworkWorkload task(reference.trainee.network, reference.trainee.training, reference.trainee.validation,
                                   &reference.start);
    const TrainingResult result =
        training::train({task, reference.trainee.options, builtin(), recorder, storage::real_file_system()});
    REQUIRE(recorder.steps.size() == reference.losses.size());
    for (std::size_t i = 0; i < reference.losses.size(); ++i) {
        CAPTURE(i);
        CHECK(recorder.steps[i].loss == Approx(reference.losses[i]).epsilon(1e-5));
    }
    REQUIRE(result.model.tensors.size() == reference.trained.size());
    for (std::size_t t = 0; t < reference.trained.size(); ++t) {
        CAPTURE(result.model.tensors[t].name);
        const std::vector<float>& values = result.model.tensors[t].values;
        REQUIRE(values.size() == reference.trained[t].size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            CAPTURE(i);
            REQUIRE(static_cast<double>(values[i]) == Approx(reference.trained[t][i]).epsilon(2e-6).margin(2e-6));
        }
    }
}

}  // namespace

TEST_CASE("runs with dropout, penalties, limits and weights end at PyTorch's weights") {
    const std::vector<Reference> all = references();
    REQUIRE(all.size() >= 11);
    for (Reference reference : all) {
        for (const std::size_t threads : {1, 3}) {
            CAPTURE(reference.name, threads);
            reference.trainee.options.threads = {threads};
            check(reference);
        }
    }
}
