// Writes models, and what they predict, into a folder: for the Python tests beside this file.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <string>

#include <descent/model.h>

#include "base/json.h"
#include "base/random.h"
#include "model/arena.h"
#include "model/hand_made.h"
#include "model/onnx.h"
#include "network/initialise.h"
#include "support/naive_activation.h"

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
    std::filesystem::remove(path + ".again.safetensors");  // that Python wrote of another model, perhaps
    model::export_onnx(model, path + ".onnx");
    std::ofstream(path + ".json") << to_json_line(expected) << '\n';
}

/// A table as a user has it, column after column, and as a data set stores it, row after row.
struct Table {
    Columns columns;
    Json fields = Json::object();
    std::vector<double> stored = {};
};

/// Numbers with an indicator, categories of which one is missing and one unknown, truth values.
Table example_table() {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    Table table{
        .columns = {
            .inputs = {{.name = "age", .indicator = true},
                       {.name = "cut", .kind = ColumnKind::category, .categories = {"Fair", "Ideal", "x,y"}},
                       {.name = "colour", .kind = ColumnKind::category, .categories = {"D", "E"}, .indicator = true},
                       {.name = "wet", .kind = ColumnKind::truth}},
            .missing = Missing::indicator,
            .unknown = Unknown::zero}};
    table.fields["age"] = {20.5, nullptr, 41, 1e6, -3};
    table.fields["cut"] = {"Ideal", "Fair", "", "Good", "x,y"};
    table.fields["colour"] = {"D", "", "E", "F", "D"};
    table.fields["wet"] = {1, 0, nullptr, 1, 0};
    constexpr double unknown = -1;
    table.stored = {20.5,    1,       0,       1,        //
                    missing, 0,       missing, 0,        //
                    41,      missing, 1,       missing,  //
                    1e6,     unknown, unknown, 1,        //
                    -3,      2,       0,       0};
    return table;
}

/// Times of which float32 keeps no second.
Table example_times() {
    return {.columns = number_columns({"time"}),
            .stored = {1700000000, 1700000001, 1700000029.5, 1700000030, 1700000059}};
}

void write(Model model, const Table& table, const std::string& path) {
    const std::size_t width = table.columns.inputs.size();
    const auto owner = std::make_shared<const std::vector<double>>(table.stored);
    const auto* bytes = reinterpret_cast<const std::byte*>(owner->data());
    const Dataset data("table", {owner, bytes, ElementType::f64, owner->size() / width, width}, {},
                       {.columns = table.columns});
    model.columns = table.columns;
    model.scaling = fit_scaling(data, ScalingKind::standardise);
    Json expected = {{"outputs", predict(model, data)}};
    if (table.fields.empty()) {
        expected["input"] = table.stored;
    } else {
        expected["columns"] = table.fields;
    }
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
    for (const Activation activation : test::elementwise_activations) {
        write(random_model({3, {{5, activation}, {2, activation}}}, Loss::mse, 5),
              folder + "activation-" + std::string(to_string(activation)));
    }
    Model model = random_model({9, {{7, Activation::tanh}, {2, Activation::identity}}}, Loss::mse, 3);
    model.target_scaling = {{1e9, -1e-9}, {1e-3, 1e9}};
    write(model, example_table(), folder + "table");
    write(random_model({1, {{4, Activation::tanh}, {1, Activation::sigmoid}}}, Loss::cross_entropy, 4), example_times(),
          folder + "times");
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
