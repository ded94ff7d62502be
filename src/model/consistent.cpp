#include "model/consistent.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <descent/error.h>

#include "base/text.h"
#include "model/columns_description.h"

namespace descent::model {

void refuse(const std::string& problem) { throw UsageError("model", problem); }

namespace {

template <class Number>
bool all_finite(const std::vector<Number>& values) {
    return std::ranges::all_of(values, [](Number v) { return std::isfinite(v); });
}

void check_scaling(const Model& model) {
    for (const std::vector<double>* values : {&model.scaling.shift, &model.scaling.scale, &model.scaling.fill}) {
        const bool may_be_absent = values == &model.scaling.fill && values->empty();
        if (values->size() != model.network.inputs && !may_be_absent) {
            refuse("its scaling has " + to_text(values->size()) + " entries for " + to_text(model.network.inputs) +
                   " inputs");
        }
        if (!all_finite(*values)) refuse("its scaling holds a number that is not finite");
    }
}

void check_target_scaling(const Model& model) {
    const TargetScaling& scaling = model.target_scaling;
    if (scaling.shift.empty() && scaling.scale.empty()) return;
    if (!model.class_names.empty()) refuse("it scales targets that are classes");
    for (const std::vector<double>* values : {&scaling.shift, &scaling.scale}) {
        if (values->size() != model.network.outputs()) {
            refuse("its target scaling has " + to_text(values->size()) + " entries for " +
                   to_text(model.network.outputs()) + " outputs");
        }
        if (!all_finite(*values)) refuse("its target scaling holds a number that is not finite");
    }
    if (std::ranges::count(scaling.scale, 0.0) > 0) refuse("its target scaling holds a scale of 0");
}

void check_cost(const Model& model) {
    validate_loss(model.loss, model.network.layers.back().activation);
    if (!(model.huber_delta > 0) || !std::isfinite(model.huber_delta)) refuse("its huber_delta is not above 0");
    if (model.class_weights.empty()) return;
    if (model.class_weights.size() != model.class_names.size()) {
        refuse("it has " + to_text(model.class_weights.size()) + " class weights for " +
               to_text(model.class_names.size()) + " classes");
    }
    if (!std::ranges::all_of(model.class_weights, [](float w) { return w >= 0 && w <= 1e30F; })) {
        refuse("it has a class weight outside [0, 1e30]");
    }
}

void check_names(const std::vector<std::string>& names, std::size_t count, const std::string& what) {
    if (names.empty()) return;
    if (names.size() != count) refuse("it has " + to_text(names.size()) + " " + what + " names for " + to_text(count));
    if (std::set<std::string>(names.begin(), names.end()).size() != count)
        refuse("two " + what + " names are the same");
}

void check_tensors(const Model& model) {
    const auto expected = expected_tensors(model.network);
    if (model.tensors.size() != expected.size()) {
        refuse("it has " + to_text(model.tensors.size()) + " tensors, its network " + to_text(expected.size()));
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const ModelTensor& tensor = model.tensors[i];
        std::size_t count = 1;
        for (const std::size_t size : expected[i].shape) count *= size;
        if (tensor.name != expected[i].name || tensor.shape != expected[i].shape || tensor.values.size() != count) {
            refuse("tensor " + to_text(i) + " is " + quote(tensor.name) + " " + shape_text(tensor.shape) + " with " +
                   to_text(tensor.values.size()) + " values, not " + quote(expected[i].name) + " " +
                   shape_text(expected[i].shape));
        }
        if (!all_finite(tensor.values)) refuse("tensor " + quote(tensor.name) + " holds a number that is not finite");
    }
}

}  // namespace

std::vector<ModelTensor> expected_tensors(const Network& network) {
    std::vector<ModelTensor> tensors;
    std::size_t fan_in = network.inputs;
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
        const std::size_t units = network.layers[layer].units;
        const std::string name = "layers." + to_text(layer);
        tensors.push_back({name + ".weight", {units, fan_in}, {}});
        tensors.push_back({name + ".bias", {units}, {}});
        fan_in = units;
    }
    return tensors;
}

std::string shape_text(const std::vector<std::size_t>& shape) {
    std::string text;
    for (const std::size_t size : shape) text += "[" + to_text(size) + "]";
    return text.empty() ? "[]" : text;
}

void require_consistent(const Model& model) {
    model.network.validate();
    check_cost(model);
    check_scaling(model);
    check_target_scaling(model);
    check_names(model.class_names, model.network.outputs(), "class");
    check_columns(model.columns, model.network.inputs);
    check_tensors(model);
}

}  // namespace descent::model
