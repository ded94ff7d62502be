#include "support/workloads.h"

#include <algorithm>
#include <memory>

#include <descent/error.h>

#include "base/random.h"

namespace descent::bench {

namespace {

Network network_of(std::vector<std::size_t> widths, Activation hidden, Activation output) {
    Network network{widths.front(), {}};
    for (std::size_t i = 1; i < widths.size(); ++i) {
        network.layers.push_back({widths[i], i + 1 == widths.size() ? output : hidden});
    }
    return network;
}

Network digits(std::vector<std::size_t> hidden) {
    std::vector<std::size_t> widths = {784};
    widths.insert(widths.end(), hidden.begin(), hidden.end());
    widths.push_back(10);
    return network_of(widths, Activation::sigmoid, Activation::softmax);
}

std::vector<Workload> make_workloads() {
    constexpr std::size_t digit_count = 60000;
    return {
        {.name = "W1", .network = digits({128}), .patterns = digit_count, .batch = 64, .bytes = true},
        {.name = "W2", .network = digits({128}), .patterns = digit_count, .batch = 1, .bytes = true},
        {.name = "W3", .network = digits({128}), .patterns = digit_count, .batch = digit_count, .bytes = true},
        {.name = "W4", .network = digits({1024, 1024}), .patterns = digit_count, .batch = 256, .bytes = true},
        {.name = "W5", .network = digits({4096, 4096}), .patterns = digit_count, .batch = 1024, .bytes = true},
        {.name = "W6",
         .network = network_of({4, 8, 3}, Activation::sigmoid, Activation::softmax),
         .patterns = 144,
         .batch = 8},
        {.name = "W7",
         .network = network_of({4, 32, 16, 4}, Activation::tanh, Activation::identity),
         .loss = Loss::mse,
         .patterns = 10000,
         .batch = 10000,
         .classes = false},
        {.name = "W8",
         .network = network_of({28, 300, 300, 300, 300, 300, 1}, Activation::tanh, Activation::sigmoid),
         .patterns = 100000,
         .batch = 100,
         .classes = false},
    };
}

/// Pattern p belongs to group p % groups, whose prototype shows through noise.
class Maker {
public:
    Maker(const Workload& workload, std::size_t groups)
        : columns_(workload.network.inputs),
          groups_(groups),
          noise_(1, "benchmark data"),
          prototypes_(groups * columns_) {
        RandomStream random(2, "benchmark data");
        for (float& value : prototypes_) value = static_cast<float>(random.uniform());
    }
    /// In [0, 1).
    float input(std::size_t pattern, std::size_t column) {
        return 0.25f * prototypes_[pattern % groups_ * columns_ + column] +
               0.75f * static_cast<float>(noise_.uniform());
    }

private:
    std::size_t columns_, groups_;
    RandomStream noise_;
    std::vector<float> prototypes_;
};

template <class Element, class Convert>
Dataset::Inputs inputs_of(const Workload& workload, Maker& maker, ElementType type, Convert convert) {
    auto numbers = std::make_shared<std::vector<Element>>();
    const std::size_t columns = workload.network.inputs;
    numbers->reserve(workload.patterns * columns);
    for (std::size_t p = 0; p < workload.patterns; ++p) {
        for (std::size_t c = 0; c < columns; ++c) numbers->push_back(convert(maker.input(p, c)));
    }
    const auto* bytes = reinterpret_cast<const std::byte*>(numbers->data());
    const bool pixels = type == ElementType::u8;
    return {std::move(numbers), bytes, type, workload.patterns, columns, pixels};
}

}  // namespace

double Workload::flops_per_pattern() const {
    double flops = 0;
    std::size_t below = network.inputs;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const double products = i == 0 ? 2 : 3;
        flops += products * 2 * static_cast<double>(below) * static_cast<double>(network.layers[i].units);
        below = network.layers[i].units;
    }
    return flops;
}

const std::vector<Workload>& workloads() {
    static const std::vector<Workload> all = make_workloads();
    return all;
}

const Workload& workload(std::string_view name) {
    std::string names;
    for (const Workload& candidate : workloads()) {
        if (candidate.name == name) return candidate;
        names += (names.empty() ? "" : ", ") + candidate.name;
    }
    throw UsageError("workload", "unknown '" + std::string(name) + "'; known: " + names);
}

Workload cliff_workload(std::size_t width) {
    return {.name = "cliff",
            .network = network_of({10, width, width, 10}, Activation::sigmoid, Activation::softmax),
            .patterns = 4096,
            .batch = 128};
}

Dataset make_data(const Workload& workload) {
    const std::size_t outputs = workload.network.outputs();
    const std::size_t groups = std::max<std::size_t>(2, outputs);
    Maker maker(workload, groups);
    Dataset::Inputs inputs =
        workload.bytes ? inputs_of<std::uint8_t>(workload, maker, ElementType::u8,
                                                 [](float x) { return static_cast<std::uint8_t>(x * 256); })
                       : inputs_of<float>(workload, maker, ElementType::f32, [](float x) { return 2 * x - 1; });
    Dataset::Targets targets;
    for (std::size_t p = 0; p < workload.patterns; ++p) {
        const auto group = static_cast<std::uint32_t>(p % groups);
        if (workload.classes) {
            targets.labels.push_back(group);
        } else {
            for (std::uint32_t i = 0; i < outputs; ++i) targets.values.push_back(i == group ? 1.0f : 0.0f);
        }
    }
    if (workload.classes) {
        for (std::size_t c = 0; c < outputs; ++c) targets.class_names.push_back(std::to_string(c));
    } else {
        targets.columns = outputs;
    }
    return Dataset(workload.name, std::move(inputs), std::move(targets));
}

}  // namespace descent::bench
