#include "model/import/onnx_network.h"

#include <descent/error.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "model/consistent.h"
#include "model/import/onnx_activation.h"

namespace descent::model {
namespace {

constexpr std::array<std::string_view, 5> passed_over = {"Identity", "Dropout", "Flatten", "Reshape", "Cast"};

/// Goes from the output of the graph back to its input.
class Chain {
public:
    Chain(const OnnxFile& file, const std::string& path) : file_(file), path_(path) {
        if (file.inputs.size() != 1) fail("", to_text(file.inputs.size()) + " inputs", "one, [patterns][inputs]");
        if (file.outputs.size() != 1) fail("", to_text(file.outputs.size()) + " outputs", "one, [patterns][outputs]");
        for (const OnnxNode& node : file.nodes) {
            for (const std::string& output : node.outputs) producers_.emplace(output, &node);
        }
        at_ = file.outputs[0];
    }

    ForeignNetwork network() {
        ForeignNetwork result;
        while (has_layer()) result.layers.push_back(take_layer());
        std::ranges::reverse(result.layers);
        if (result.layers.empty()) fail("", "no Gemm and no MatMul before the output", "the layers of a network");
        result.scaling = take_scaling(result.layers.front().inputs);
        return result;
    }

private:
    [[noreturn]] void fail(const std::string& place, const std::string& found, const std::string& expected) const {
        throw InputError(path_, place, found, expected);
    }
    [[noreturn]] void refuse_node(const OnnxNode& node, const std::string& found, const std::string& expected) const {
        const std::string& name = node.name.empty() ? node.outputs[0] : node.name;
        fail("node '" + printable(name) + "'", found, expected);
    }

    const OnnxNode* producer(const std::string& tensor) const {
        const auto found = producers_.find(tensor);
        return found == producers_.end() ? nullptr : found->second;
    }
    const OnnxTensor* constant(const std::string& tensor) const {
        const auto found = file_.constants.find(tensor);
        return found == file_.constants.end() ? nullptr : &found->second;
    }
    const OnnxTensor& required(const OnnxNode& node, std::size_t input) const {
        if (input >= node.inputs.size()) refuse_node(node, to_text(node.inputs.size()) + " inputs", "more");
        const OnnxTensor* const found = constant(node.inputs[input]);
        if (found == nullptr || found->values.empty()) {
            refuse_node(node, "input " + to_text(input) + " that is no constant of floats", "weights");
        }
        return *found;
    }

    /// A graph may be a circle.
    void step_to(const std::string& tensor) {
        if (++steps_ > 4 * file_.nodes.size() + 4) fail("", "nodes in a circle", "a chain of layers");
        at_ = tensor;
    }

    const OnnxNode* pass_over() {
        const OnnxNode* node = producer(at_);
        while (node != nullptr && std::ranges::count(passed_over, node->operation) > 0 && !node->inputs.empty()) {
            step_to(node->inputs[0]);
            node = producer(at_);
        }
        return node;
    }

    /// `x W`, without what is added to it.
    const OnnxNode* product_before(const OnnxNode& add, std::size_t& bias) const {
        if (add.operation != "Add" || add.inputs.size() != 2) return nullptr;
        for (std::size_t i = 0; i < 2; ++i) {
            const OnnxNode* const product = producer(add.inputs[i]);
            if (product == nullptr || product->operation != "MatMul" || constant(add.inputs[1 - i]) == nullptr)
                continue;
            bias = 1 - i;
            return product;
        }
        return nullptr;
    }

    bool has_layer() {
        const OnnxNode* const node = pass_over();
        if (node == nullptr) return false;
        activation_ = Activation::identity;
        if (is_sums(*node)) return true;
        const auto found = find_activation(file_, producers_, at_);
        if (!found) return false;
        activation_ = found->activation;
        step_to(found->sums);
        const OnnxNode* const below = pass_over();
        if (below != nullptr && is_sums(*below)) return true;
        if (below == nullptr) fail("", "an activation of the inputs", "a layer before it");
        refuse_node(*below, "operator '" + printable(below->operation) + "' before an activation",
                    "Gemm, MatMul, or MatMul and Add");
    }

    bool is_sums(const OnnxNode& node) const {
        std::size_t bias = 0;
        return node.operation == "Gemm" || node.operation == "MatMul" || product_before(node, bias) != nullptr;
    }

    ForeignLayer take_layer() {
        const OnnxNode& node = *producer(at_);
        ForeignLayer layer;
        if (node.operation == "Gemm") {
            if (node.number("alpha", 1) != 1 || node.number("beta", 1) != 1 || node.number("transA", 0) != 0) {
                refuse_node(node, "a Gemm with factors or a transposed input", "alpha and beta 1, transA 0");
            }
            layer = with_weights(node, required(node, 1), node.number("transB", 0) != 0);
            if (node.inputs.size() > 2) add_biases(node, required(node, 2), layer);
        } else if (node.operation == "MatMul") {
            layer = with_weights(node, required(node, 1), false);
        } else {
            std::size_t bias = 0;
            const OnnxNode& product = *product_before(node, bias);
            layer = with_weights(product, required(product, 1), false);
            add_biases(node, required(node, bias), layer);
            layer.activation = activation_;
            step_to(product.inputs[0]);
            return layer;
        }
        layer.activation = activation_;
        step_to(node.inputs[0]);
        return layer;
    }

    ForeignLayer with_weights(const OnnxNode& node, const OnnxTensor& found, bool by_units) const {
        if (found.shape.size() != 2) refuse_node(node, "weights " + shape_text(found.shape), "a matrix");
        const std::size_t rows = found.shape[0], columns = found.shape[1];
        ForeignLayer layer{.inputs = by_units ? columns : rows, .units = by_units ? rows : columns};
        layer.biases.assign(layer.units, 0);
        layer.weights.resize(found.values.size());
        for (std::size_t unit = 0; unit < layer.units; ++unit) {
            for (std::size_t k = 0; k < layer.inputs; ++k) {
                const std::size_t place = by_units ? unit * columns + k : k * columns + unit;
                layer.weights[unit * layer.inputs + k] = static_cast<float>(found.values[place]);
            }
        }
        return layer;
    }

    void add_biases(const OnnxNode& node, const OnnxTensor& found, ForeignLayer& layer) const {
        if (found.values.size() != layer.units) {
            refuse_node(node, to_text(found.values.size()) + " biases", to_text(layer.units) + ", one a unit");
        }
        std::ranges::transform(found.values, layer.biases.begin(), [](double b) { return static_cast<float>(b); });
    }

    /// What is left before the first layer: constants that are added, subtracted, multiplied or divided by.
    Scaling take_scaling(std::size_t inputs) {
        std::vector<std::pair<const OnnxNode*, const OnnxTensor*>> found;
        for (const OnnxNode* node = pass_over(); at_ != file_.inputs[0]; node = pass_over()) {
            if (node == nullptr) fail("", "a tensor '" + printable(at_) + "' that nothing makes", "the graph's input");
            found.emplace_back(node, &constant_of(*node));
        }
        if (found.empty()) return {};
        std::vector<double> factor(inputs, 1), term(inputs, 0);  // factor x + term
        for (auto each = found.rbegin(); each != found.rend(); ++each) {
            for (std::size_t k = 0; k < inputs; ++k) apply(*each->first, *each->second, k, factor[k], term[k], inputs);
        }
        Scaling scaling{.shift = std::vector<double>(inputs), .scale = factor};
        for (std::size_t k = 0; k < inputs; ++k) {
            if (factor[k] == 0) fail("", "inputs that are multiplied by 0", "a scaling");
            scaling.shift[k] = term[k] == 0 ? 0 : -term[k] / factor[k];
        }
        return scaling;
    }

    const OnnxTensor& constant_of(const OnnxNode& node) {
        const bool is_known =
            node.operation == "Add" || node.operation == "Sub" || node.operation == "Mul" || node.operation == "Div";
        if (!is_known || node.inputs.size() != 2) {
            refuse_node(node, "operator '" + printable(node.operation) + "'",
                        "Gemm, MatMul and Add, an activation of Descent, or a scaling of the inputs");
        }
        const bool swapped =
            (node.operation == "Add" || node.operation == "Mul") && constant(node.inputs[0]) != nullptr;
        const OnnxTensor& found = required(node, swapped ? 0 : 1);
        step_to(node.inputs[swapped ? 1 : 0]);
        return found;
    }

    void apply(const OnnxNode& node, const OnnxTensor& by, std::size_t k, double& factor, double& term,
               std::size_t inputs) const {
        if (by.values.size() != 1 && by.values.size() != inputs) {
            refuse_node(node, to_text(by.values.size()) + " numbers", "1 or " + to_text(inputs));
        }
        const double value = by.values[by.values.size() == 1 ? 0 : k];
        if (node.operation == "Add") term += value;
        if (node.operation == "Sub") term -= value;
        const double times = node.operation == "Mul" ? value : node.operation == "Div" ? 1 / value : 1;
        factor *= times;
        term *= times;
    }

    const OnnxFile& file_;
    const std::string& path_;
    Producers producers_;
    std::string at_;
    std::size_t steps_ = 0;
    Activation activation_ = Activation::identity;
};

}  // namespace

ForeignNetwork network_of(const OnnxFile& file, const std::string& path) { return Chain(file, path).network(); }

}  // namespace descent::model
