#include "model/description.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <descent/error.h>

#include "base/json.h"
#include "base/text.h"
#include "model/columns_description.h"

namespace descent::model {
namespace {

const std::string place = "model description";

constexpr double largest_class_weight = 1e30;

void check_version(const JsonReader& reader, const std::string& path) {
    const std::uint64_t version = reader.whole("version");
    if (version >= 1 && version <= description_version) return;
    throw InputError(path, place, "format version " + to_text(version),
                     version == 0
                         ? "version " + to_text(description_version)
                         : "version " + to_text(description_version) + " or older; a newer Descent wrote this model");
}

Network checked_network(const JsonReader& reader, const std::string& path) {
    const JsonReader description = reader.object("network");
    Network network;
    network.inputs = description.whole("inputs");
    try {
        for (const Json& value : description.array("layers")) {
            const JsonReader layer(value, path, place + ", layer " + to_text(network.layers.size()));
            network.layers.push_back({layer.whole("units"), parse_activation(layer.text("activation"))});
        }
        network.validate();
        return network;
    } catch (const UsageError& error) {
        throw InputError(path, place, error.what(), "");
    }
}

Loss checked_loss(const JsonReader& reader, const Network& network, const std::string& path) {
    try {
        const Loss loss = parse_loss(reader.text("loss"));
        validate_loss(loss, network.layers.back().activation);
        return loss;
    } catch (const UsageError& error) {
        throw InputError(path, place, error.what(), "");
    }
}

/// Absent in models that older versions wrote, and where the loss is another.
double checked_huber_delta(const JsonReader& reader) {
    if (!reader.has("huber_delta")) return 1;
    const double delta = reader.number("huber_delta");
    if (!(delta > 0) || !std::isfinite(delta)) reader.fail("huber_delta", to_text(delta), "a number above 0");
    return delta;
}

std::vector<double> checked_numbers(const JsonReader& reader, const std::string& name, std::size_t count,
                                    const std::string& what) {
    std::vector<double> values = reader.numbers(name);
    if (values.size() != count)
        reader.fail(name, to_text(values.size()) + " numbers", "one " + what + ": " + to_text(count));
    for (const double value : values) {
        if (!std::isfinite(value)) reader.fail(name, to_text(value), "finite numbers");
    }
    return values;
}

std::vector<double> checked_scaling(const JsonReader& reader, const std::string& name, std::size_t inputs) {
    return checked_numbers(reader, name, inputs, "an input");
}

TargetScaling checked_target_scaling(const JsonReader& reader, std::size_t outputs) {
    if (reader.array("shift").empty() && reader.array("scale").empty()) return {};
    TargetScaling scaling{checked_numbers(reader, "shift", outputs, "an output"),
                          checked_numbers(reader, "scale", outputs, "an output")};
    if (std::ranges::count(scaling.scale, 0.0) > 0) reader.fail("scale", "0", "numbers other than 0");
    return scaling;
}

/// Names: none, or as many as `count`, all different.
std::vector<std::string> checked_names(const JsonReader& reader, const std::string& name, std::size_t count) {
    std::vector<std::string> names = reader.texts(name);
    if (!names.empty() && names.size() != count) {
        reader.fail(name, to_text(names.size()) + " names", "none or " + to_text(count));
    }
    std::set<std::string> seen;
    for (const std::string& text : names) {
        if (!seen.insert(text).second) reader.fail(name, quote(text) + " twice", "names that differ");
    }
    return names;
}

/// One a class, or none.
std::vector<float> checked_class_weights(const JsonReader& reader, std::size_t classes) {
    if (!reader.has("class_weights") || reader.array("class_weights").empty()) return {};
    if (classes == 0) reader.fail("class_weights", "numbers", "none: the model has no classes");
    const std::vector<double> values = checked_numbers(reader, "class_weights", classes, "a class");
    if (std::ranges::any_of(values, [](double value) { return value < 0 || value > largest_class_weight; })) {
        reader.fail("class_weights", "a number out of range", "numbers in [0, 1e30]");
    }
    return {values.begin(), values.end()};
}

/// Before version 2 there were names of inputs alone: columns of numbers.
Columns checked_columns(const JsonReader& reader, std::size_t inputs, const std::string& path) {
    if (reader.whole("version") == 1) return number_columns(checked_names(reader, "input_names", inputs));
    return columns_from(reader.object("columns"), inputs, path);
}

}  // namespace

std::string write_description(const Model& model) {
    Json layers = Json::array();
    for (const Layer& layer : model.network.layers) {
        layers.push_back({{"units", layer.units}, {"activation", to_string(layer.activation)}});
    }
    Json description = {
        {"version", description_version},
        {"network", {{"inputs", model.network.inputs}, {"layers", layers}}},
        {"loss", to_string(model.loss)},
        {"scaling", {{"shift", model.scaling.shift}, {"scale", model.scaling.scale}, {"fill", model.scaling.fill}}},
        {"target_scaling", {{"shift", model.target_scaling.shift}, {"scale", model.target_scaling.scale}}},
        {"class_names", model.class_names},
        {"columns", to_json(model.columns)},
        {"target_names", model.target_names},
    };
    if (model.loss == Loss::huber) description["huber_delta"] = model.huber_delta;
    if (!model.class_weights.empty()) description["class_weights"] = model.class_weights;
    return to_json_line(description);
}

Model parse_description(const std::string& text, const std::string& path) {
    const JsonReader reader(parse_json(text, path, place), path, place);
    check_version(reader, path);
    Model model;
    model.network = checked_network(reader, path);
    model.loss = checked_loss(reader, model.network, path);
    model.huber_delta = checked_huber_delta(reader);
    const JsonReader scaling = reader.object("scaling");
    model.scaling.shift = checked_scaling(scaling, "shift", model.network.inputs);
    model.scaling.scale = checked_scaling(scaling, "scale", model.network.inputs);
    const bool fills = scaling.has("fill") && !scaling.array("fill").empty();
    if (fills) model.scaling.fill = checked_scaling(scaling, "fill", model.network.inputs);
    if (reader.has("target_scaling")) {
        model.target_scaling = checked_target_scaling(reader.object("target_scaling"), model.network.outputs());
    }
    model.class_names = checked_names(reader, "class_names", model.network.outputs());
    model.class_weights = checked_class_weights(reader, model.class_names.size());
    if (!model.class_names.empty() && !model.target_scaling.shift.empty()) {
        reader.fail("target_scaling", "numbers", "none: the targets are classes");
    }
    model.columns = checked_columns(reader, model.network.inputs, path);
    model.target_names = reader.texts("target_names");
    return model;
}

}  // namespace descent::model
