#pragma once
// Small runs whose bits are compared.

#include <descent/training.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"
#include "training/network_workload.h"
#include "training/request.h"
#include "training/run_record.h"

namespace descent::test {

/// `patterns` random points of `classes` overlapping clouds, [patterns][inputs].
inline Dataset clouds(std::size_t patterns, std::size_t inputs = 5, std::size_t classes = 3, std::uint64_t seed = 1) {
    RandomStream random(seed, "clouds");
    auto values = std::make_shared<std::vector<float>>();
    Dataset::Targets targets;
    for (std::size_t c = 0; c < classes; ++c) targets.class_names.push_back("class " + std::to_string(c));
    for (std::size_t p = 0; p < patterns; ++p) {
        targets.labels.push_back(static_cast<std::uint32_t>(p % classes));
        for (std::size_t i = 0; i < inputs; ++i) {
            values->push_back(static_cast<float>(random.normal() + static_cast<double>(p % classes)));
        }
    }
    const auto* bytes = reinterpret_cast<const std::byte*>(values->data());
    return Dataset("clouds", {values, bytes, ElementType::f32, patterns, inputs}, std::move(targets));
}

inline const Registry& builtin() {
    static const Registry registry = builtin_optimizers();
    return registry;
}

/// A run on clouds that can be stopped, made to fail, and gone on with.
struct Trainee {
    Network network{.inputs = 5, .layers = {{7, Activation::tanh}, {3, Activation::softmax}}};
    Dataset training = clouds(50);
    Dataset validation = clouds(20, 5, 3, 2);
    TrainingOptions options{.loss = Loss::cross_entropy, .batch_size = 8, .epochs = 4, .threads = {1}};

    TrainingResult run(Observer& observer, storage::FileSystem& file_system = storage::real_file_system()) const {
        training::NetworkWorkload task(network, training, validation);
        return training::train({task, options, builtin(), observer, file_system});
    }
    TrainingResult run(storage::FileSystem& file_system = storage::real_file_system()) const {
        Observer observer;
        return run(observer, file_system);
    }
};

/// Ends a run after a number of steps, as Ctrl-C does; keeps what it was told.
struct Recorder : Observer {
    std::uint64_t stop_after = UINT64_MAX;
    StartEvent started = {};
    std::vector<StepEvent> steps = {};
    std::vector<EpochEvent> epochs = {};
    std::vector<std::string> notices = {};

    void start(const StartEvent& event) override {
        started = event;
        epochs = event.past;
    }
    void step(const StepEvent& event) override { steps.push_back(event); }
    void epoch(const EpochEvent& event) override { epochs.push_back(event); }
    void notice(const std::string& line) override { notices.push_back(line); }
    bool stop_requested() override { return !steps.empty() && steps.back().step >= stop_after; }
};

/// A hash of all numbers of a model: equal only when every bit is.
inline std::string bits(const Model& model) {
    std::string bytes;
    for (const ModelTensor& tensor : model.tensors) {
        bytes += tensor.name;
        bytes.append(reinterpret_cast<const char*>(tensor.values.data()), tensor.values.size() * sizeof(float));
    }
    return training::hexadecimal(storage::checksum(storage::as_bytes(bytes)));
}

/// A hash of the figures of epochs, without times.
inline std::string bits(const std::vector<EpochEvent>& epochs) {
    std::string bytes;
    for (const EpochEvent& event : epochs) {
        for (const double value : {event.loss, event.accuracy.value_or(-1), event.validation_loss.value_or(-1),
                                   event.validation_accuracy.value_or(-1), event.learning_rate,
                                   static_cast<double>(event.epoch), static_cast<double>(event.step)}) {
            bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
        }
    }
    return training::hexadecimal(storage::checksum(storage::as_bytes(bytes)));
}

}  // namespace descent::test
