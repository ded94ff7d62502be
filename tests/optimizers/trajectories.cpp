#include "trajectories.h"

#include <fstream>
#include <sstream>

#include "base/json.h"

namespace descent::test {

std::string Trajectory::title() const {
    std::string text = optimizer;
    for (const auto& [name, value] : settings) text += " " + name + "=" + value;
    return text + (tenth_after_50 ? ", a tenth of the rate after step 50" : "");
}

namespace {

std::map<std::size_t, std::vector<double>> by_step(const Json& written) {
    std::map<std::size_t, std::vector<double>> result;
    for (const auto& [step, weights] : written.items()) result[std::stoul(step)] = weights.get<std::vector<double>>();
    return result;
}

}  // namespace

Trajectories read_trajectories() {
    const std::string path = std::string(DESCENT_SOURCE_DIR) + "/tests/reference/optimizers.json";
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    const Json document = parse_json(text.str(), path);
    const Json& problem = document.at("problem");
    Trajectories result;
    const auto numbers = [&](const char* name) { return problem.at(name).get<std::vector<double>>(); };
    result.problem = {numbers("curvature"), numbers("centre"), numbers("start"),
                      problem.at("noise").get<std::vector<std::vector<double>>>()};
    for (const Json& written : document.at("cases")) {
        Trajectory one;
        one.optimizer = written.at("optimizer").text();
        for (const auto& [name, value] : written.at("settings").items()) one.settings[name] = value.get<std::string>();
        one.tenth_after_50 = written.at("rates") == "tenth_after_50";
        one.weights = by_step(written.at("weights"));
        if (written.contains("measured")) one.measured = by_step(written.at("measured"));
        result.cases.push_back(std::move(one));
    }
    return result;
}

network::Layout small_layout() {
    Network network;
    network.inputs = 3;
    network.layers = {{.units = 2}};
    return network::make_layout(network);
}

std::vector<std::size_t> small_places() {
    std::vector<std::size_t> places;
    for (const network::Tensor& tensor : small_layout().tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                places.push_back(tensor.offset + row * tensor.stride + column);
            }
        }
    }
    return places;
}

}  // namespace descent::test
