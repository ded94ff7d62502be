#pragma once
// Small models whose outputs can be worked out by hand, and data for them.

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <descent/dataset.h>
#include <descent/model.h>

#include "model/format.h"
#include "support/in_memory.h"

namespace descent::test {

/// The file of a model.
inline std::string bytes_of(const Model& model) {
    return in_memory([&](const storage::WriteBytes& write) { model::write_model(model, write); });
}

/// The 2-2-1 sigmoid network of tests/network/reference_test.cpp: scaled inputs (1, 2) give 1/4, with L = ln 3.
/// Raw inputs are halved after a shift by (1, 2): raw (3, 6) is (1, 2).
inline Model quarter_model() {
    const float l = std::log(3.0f);
    return {.network = {2, {{2, Activation::sigmoid}, {1, Activation::sigmoid}}},
            .loss = Loss::mse,
            .scaling = {.shift = {1, 2}, .scale = {0.5, 0.5}},
            .class_names = {},
            .columns = number_columns({"length", "width"}),
            .target_names = {"share"},
            .tensors = {{"layers.0.weight", {2, 2}, {l, l, 2, -1}},
                        {"layers.0.bias", {2}, {-2 * l, 0}},
                        {"layers.1.weight", {1, 2}, {-4 * l, 2 * l}},
                        {"layers.1.bias", {1}, {l}}}};
}

/// Softmax of the three inputs themselves times ln 2: the class of the largest input wins, a = 2^x_i / sum_j 2^x_j.
inline Model largest_model() {
    const float l = std::log(2.0f);
    return {.network = {3, {{3, Activation::softmax}}},
            .loss = Loss::cross_entropy,
            .scaling = {.shift = {0, 0, 0}, .scale = {1, 1, 1}},
            .class_names = {"ant", "bee", "cow"},
            .columns = {},
            .target_names = {"animal"},
            .tensors = {{"layers.0.weight", {3, 3}, {l, 0, 0, 0, l, 0, 0, 0, l}}, {"layers.0.bias", {3}, {0, 0, 0}}}};
}

inline Dataset::Inputs inputs_of(std::vector<float> values, std::size_t columns) {
    const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
    return {.owner = owner,
            .bytes = reinterpret_cast<const std::byte*>(owner->data()),
            .type = ElementType::f32,
            .patterns = owner->size() / columns,
            .columns = columns};
}

inline Dataset unlabelled(std::vector<float> values, std::size_t columns, std::vector<std::string> names = {}) {
    return Dataset("data.csv", inputs_of(std::move(values), columns), {}, {.columns = number_columns(names)});
}

inline Dataset classified(std::vector<float> values, std::size_t columns, std::vector<std::uint32_t> labels,
                          std::vector<std::string> classes) {
    return Dataset("data.csv", inputs_of(std::move(values), columns),
                   {.labels = std::move(labels), .class_names = std::move(classes), .values = {}, .columns = 1});
}

inline Dataset valued(std::vector<float> values, std::size_t columns, std::vector<double> targets, std::size_t width) {
    return Dataset("data.csv", inputs_of(std::move(values), columns),
                   {.labels = {}, .class_names = {}, .values = std::move(targets), .columns = width});
}

inline bool same(const Model& a, const Model& b) {
    if (a.tensors.size() != b.tensors.size()) return false;
    for (std::size_t i = 0; i < a.tensors.size(); ++i) {
        if (a.tensors[i].name != b.tensors[i].name || a.tensors[i].shape != b.tensors[i].shape ||
            a.tensors[i].values != b.tensors[i].values) {
            return false;
        }
    }
    return a.network == b.network && a.loss == b.loss && a.huber_delta == b.huber_delta &&
           a.class_weights == b.class_weights && a.scaling == b.scaling && a.target_scaling == b.target_scaling &&
           a.class_names == b.class_names && a.columns == b.columns && a.target_names == b.target_names;
}

}  // namespace descent::test
