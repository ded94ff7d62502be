// Predicts with Descent for benchmarks/prediction/run, and writes the model for the systems beside it.
//
//     prediction write WORKLOAD PATTERNS FOLDER
//         model.onnx, model.safetensors; inputs.bin: [patterns][inputs] float32, as they stand in the data;
//         targets.bin: [patterns] uint32 classes, or [patterns][outputs] float32
//     prediction measure WORKLOAD PATTERNS THREADS
//         one JSON object: first outputs, loss, seconds for all patterns in one call, for a call with one pattern and
//         for an evaluation of all, and the most memory of the process

#include <descent/model.h>
#include <descent/training.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>

#include "base/json.h"
#include "model/onnx.h"
#include "support/clock.h"
#include "support/workloads.h"

namespace descent::bench {
namespace {

constexpr std::size_t outputs_shown = 64;
constexpr double shortest_seconds = 0.5;

/// After one step: the weights are not those of a start, and that is all.
Model trained(const Workload& workload) {
    TrainingOptions options{.loss = workload.loss, .batch_size = 16, .epochs = 1, .maximum_steps = 1};
    Observer observer;
    return train(workload.network, make_data(workload), {}, options, builtin_optimizers(), observer).model;
}

/// Inputs as programs have them at hand: [patterns][inputs], float32.
std::vector<float> inputs_of(const Workload& workload, std::size_t patterns) {
    const Dataset data = make_data(workload);
    const auto& raw = data.raw_inputs();
    std::vector<float> numbers;
    for (std::size_t i = 0; i < patterns * raw.columns; ++i) {
        const std::size_t at = i % (raw.patterns * raw.columns);
        numbers.push_back(workload.bytes ? static_cast<float>(std::to_integer<int>(raw.bytes[at]))
                                         : reinterpret_cast<const float*>(raw.bytes)[at]);
    }
    return numbers;
}

/// The workload's targets for so many patterns, over and over.
Dataset::Targets targets_of(const Workload& workload, std::size_t patterns) {
    const Dataset data = make_data(workload);
    Dataset::Targets targets = data.raw_targets();
    const std::size_t labels = targets.labels.size(), values = targets.values.size();
    targets.labels.resize(workload.classes ? patterns : 0);
    targets.values.resize(patterns * targets.columns);
    for (std::size_t i = labels; i < targets.labels.size(); ++i) targets.labels[i] = targets.labels[i % labels];
    for (std::size_t i = values; i < targets.values.size(); ++i) targets.values[i] = targets.values[i % values];
    return targets;
}

/// The patterns of an array that lives on.
Dataset view_of(const float* numbers, std::size_t patterns, std::size_t columns, Dataset::Targets targets = {}) {
    const std::shared_ptr<const void> nobody;
    return Dataset("inputs", {nobody, reinterpret_cast<const std::byte*>(numbers), ElementType::f32, patterns, columns},
                   std::move(targets));
}

std::size_t most_memory() {
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

template <class Number>
bool write_numbers(const std::string& path, const std::vector<Number>& numbers) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(numbers.data()),
               static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
    return static_cast<bool>(file);
}

/// The least seconds of a call: called again until it took some time together.
double least_seconds(const std::function<void()>& call) {
    double least = 1e9, together = 0;
    for (int calls = 0; calls < 3 || together < shortest_seconds; ++calls) {
        const double seconds = seconds_of(call);
        least = std::min(least, seconds);
        together += seconds;
    }
    return least;
}

int write(const Workload& workload, std::size_t patterns, const std::string& folder) {
    const Model model = trained(workload);
    save(model, folder + "/model.safetensors");
    model::export_onnx(model, folder + "/model.onnx");
    const Dataset::Targets targets = targets_of(workload, patterns);
    const std::vector<float> values(targets.values.begin(), targets.values.end());
    const std::string path = folder + "/targets.bin";
    const bool written = workload.classes ? write_numbers(path, targets.labels) : write_numbers(path, values);
    return written && write_numbers(folder + "/inputs.bin", inputs_of(workload, patterns)) ? 0 : 1;
}

int measure(const Workload& workload, std::size_t patterns, std::size_t threads) {
    const std::vector<float> numbers = inputs_of(workload, patterns);
    const std::size_t columns = workload.network.inputs;
    const Model model = trained(workload);
    Predictor predictor(model, {.count = threads});
    std::vector<double> outputs;
    const double all = least_seconds([&] { outputs = predictor.predict(view_of(numbers.data(), patterns, columns)); });
    std::size_t p = 0;
    const double one =
        least_seconds([&] { predictor.predict(view_of(numbers.data() + p++ % patterns * columns, 1, columns)); });
    const Dataset data = view_of(numbers.data(), patterns, columns, targets_of(workload, patterns));
    Evaluation evaluation;
    const double evaluated = least_seconds([&] { evaluation = predictor.evaluate(data); });
    outputs.resize(std::min(outputs.size(), outputs_shown));
    std::cout << to_json_line({{"outputs", outputs},
                               {"loss", evaluation.loss},
                               {"seconds", all},
                               {"seconds_of_one", one},
                               {"seconds_of_evaluation", evaluated},
                               {"memory", most_memory()}})
              << "\n";
    return 0;
}

}  // namespace
}  // namespace descent::bench

int main(int count, char** arguments) try {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() != 4 || (words[0] != "write" && words[0] != "measure")) {
        return std::fputs("usage: prediction write|measure WORKLOAD PATTERNS FOLDER|THREADS\n", stderr), 2;
    }
    const auto& workload = descent::bench::workload(words[1]);
    const std::size_t patterns = std::stoul(words[2]);
    if (words[0] == "write") return descent::bench::write(workload, patterns, words[3]);
    return descent::bench::measure(workload, patterns, std::stoul(words[3]));
} catch (const std::exception& error) {
    return std::fprintf(stderr, "prediction: %s\n", error.what()), 1;
}
