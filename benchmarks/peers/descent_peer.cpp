// Descent as one of the peers that benchmarks/peers/run measures in turns, and the source of the work that all share.
//
//     peer list                                the workloads, one JSON object a line
//     peer write WORKLOAD FOLDER               data, order of patterns and initial weights, as raw little-endian files
//     peer serve WORKLOAD OPTIMIZER THREADS    see peer.py for the conversation
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>

#include <descent/error.h>
#include <descent/machine.h>

#include "base/json.h"
#include "kernels/dispatch.h"
#include "support/clock.h"
#include "support/limits.h"
#include "support/trainer.h"

namespace descent::bench {
namespace {

/// Steps that a peer does in one call of its compiled loop: some 50 ms at 100 GFLOP/s.
std::size_t chunk_steps(const Workload& workload) {
    const double step = workload.flops_per_pattern() * static_cast<double>(workload.batch);
    return static_cast<std::size_t>(std::clamp(5e9 / step, 1.0, 2000.0));
}

/// Steps whose losses are compared.
std::size_t curve_steps(const Workload& workload) {
    const double step = workload.flops_per_pattern() * static_cast<double>(workload.batch);
    return static_cast<std::size_t>(std::clamp(2e11 / step, 3.0, 20.0));
}

Json description(const Workload& workload) {
    Json layers = Json::array();
    for (const Layer& layer : workload.network.layers) {
        layers.push_back({{"units", layer.units}, {"activation", to_string(layer.activation)}});
    }
    return {{"name", workload.name},
            {"network", to_string(workload.network)},
            {"inputs", workload.network.inputs},
            {"layers", layers},
            {"loss", to_string(workload.loss)},
            {"patterns", workload.patterns},
            {"batch", workload.batch},
            {"bytes", workload.bytes},
            {"classes", workload.classes},
            {"flops_per_pattern", workload.flops_per_pattern()},
            {"learning_rates", {{"gd", workload.learning_rate("gd")}, {"adam", workload.learning_rate("adam")}}},
            {"chunk_steps", chunk_steps(workload)},
            {"curve_steps", curve_steps(workload)}};
}

void write_bytes(const std::string& path, const void* bytes, std::size_t size) {
    std::ofstream file(path, std::ios::binary);
    file.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    if (!file) throw Error("cannot write " + path);
}

/// Weights [fan_in][fan_out], then biases, layer by layer, without padding.
std::vector<float> unpadded(const network::Layout& layout, std::span<const float> arena) {
    std::vector<float> numbers;
    for (const network::Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                numbers.push_back(arena[tensor.offset + row * tensor.stride + column]);
            }
        }
    }
    return numbers;
}

int write(const Workload& workload, const std::string& folder) {
    const Dataset data = make_data(workload);
    parallel::Team team(1);
    Trainer trainer(workload, data, "gd", team, inspect_machine().chosen);
    const auto& inputs = data.raw_inputs();
    const auto& targets = data.raw_targets();
    write_bytes(folder + "/inputs.bin", inputs.bytes, inputs.patterns * inputs.columns * size_of(inputs.type));
    if (workload.classes) {
        write_bytes(folder + "/targets.bin", targets.labels.data(), targets.labels.size() * sizeof(std::uint32_t));
    } else {
        const std::vector<float> values(targets.values.begin(), targets.values.end());
        write_bytes(folder + "/targets.bin", values.data(), values.size() * sizeof(float));
    }
    const auto weights = unpadded(trainer.layout(), trainer.parameters());
    write_bytes(folder + "/weights.bin", weights.data(), weights.size() * sizeof(float));
    std::vector<std::uint32_t> order;
    const std::size_t steps = std::max(chunk_steps(workload), curve_steps(workload));
    for (std::size_t i = 0; i < (workload.full_batch() ? 1 : steps); ++i) {
        const auto rows = trainer.next_rows();
        order.insert(order.end(), rows.begin(), rows.end());
    }
    write_bytes(folder + "/order.bin", order.data(), order.size() * sizeof(std::uint32_t));
    const std::string text = to_json_line(description(workload));
    write_bytes(folder + "/workload.json", text.data(), text.size());
    return 0;
}

int serve(const Workload& workload, const std::string& optimizer, std::size_t threads) {
    const InstructionSet set = inspect_machine().chosen;
    const Dataset data = make_data(workload);
    parallel::Team team(threads);
    Trainer trainer(workload, data, optimizer, team, set);
    Json losses = Json::array();
    for (std::size_t i = 0; i < curve_steps(workload); ++i) losses.push_back(trainer.step());
    const Json ready = {
        {"ready", true}, {"note", to_string(set)}, {"processor", inspect_machine().processor}, {"losses", losses}};
    std::cout << to_json_line(ready) << std::endl;
    std::string word;
    double seconds = 0;
    while (std::cin >> word && word == "run" && std::cin >> seconds) {
        double spent = 0;
        std::size_t steps = 0;
        while (spent < seconds) {
            spent += seconds_of([&] {
                for (std::size_t i = 0; i < chunk_steps(workload); ++i) trainer.step();
            });
            steps += chunk_steps(workload);
        }
        const Json done = {{"patterns", steps * workload.batch},
                           {"seconds", spent},
                           {"peak_flops", peak_flops(kernels::table_for(set), team)}};
        std::cout << to_json_line(done) << std::endl;
    }
    return 0;
}

int run(const std::vector<std::string>& words) {
    if (words.size() == 1 && words[0] == "list") {
        for (const Workload& each : workloads()) std::cout << to_json_line(description(each)) << '\n';
        return 0;
    }
    if (words.size() == 3 && words[0] == "write") return write(workload(words[1]), words[2]);
    if (words.size() == 4 && words[0] == "serve") return serve(workload(words[1]), words[2], std::stoul(words[3]));
    std::fprintf(stderr, "usage: peer list | write WORKLOAD FOLDER | serve WORKLOAD OPTIMIZER THREADS\n");
    return 2;
}

}  // namespace
}  // namespace descent::bench

int main(int argc, char** argv) {
    try {
        return descent::bench::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "peer: %s\n", error.what());
        return 1;
    }
}
