#include "model/import/onnx_activation.h"

#include <array>
#include <cmath>
#include <string_view>

#include "model/onnx_expression.h"

namespace descent::model {
namespace {

struct Form {
    Activation activation;
    const char* expression;
};

/// As Descent writes them, and as PyTorch does.
constexpr auto forms = std::to_array<Form>({
#define DESCENT_FORM(name, Formula, number, onnx_operator) {Activation::name, onnx_operator},
    DESCENT_ACTIVATIONS(DESCENT_FORM)
#undef DESCENT_FORM
        {Activation::gelu, "Gelu"},
    {Activation::gelu, "Mul(Mul(z, Add(Erf(Div(z, 1.4142135623730951)), 1)), 0.5)"},
    {Activation::gelu, "Mul(0.5, Mul(z, Add(1, Erf(Div(z, 1.4142135623730951)))))"},
    {Activation::gelu, "Mul(Mul(z, 0.5), Add(Erf(Mul(z, 0.70710678118654752)), 1))"},
});

/// Attributes with their values where Descent's formula is ONNX's.
bool has_usual_attributes(const OnnxNode& node) {
    const auto is = [&](const char* attribute, double usual) {
        return std::abs(node.number(attribute, usual) - usual) <= 1e-6 * std::abs(usual);
    };
    if (node.operation == "LeakyRelu") return is("alpha", 0.01);
    if (node.operation == "Elu") return is("alpha", 1);
    if (node.operation == "Selu")
        return is("alpha", 1.67326319217681884765625) && is("gamma", 1.05070102214813232421875);
    if (node.operation == "Softmax") return node.number("axis", -1) == -1 || node.number("axis", -1) == 1;
    const auto approximate = node.texts.find("approximate");
    return approximate == node.texts.end() || approximate->second == "none";
}

class Match {
public:
    Match(const OnnxFile& file, const Producers& producers, const char* expression)
        : file_(file), producers_(producers), expression_(onnx_expression(expression, "z", "out")) {}

    bool fits(const std::string& tensor) { return is(tensor, "out"); }
    const std::string& sums() const { return sums_; }

private:
    bool is(const std::string& tensor, const std::string& expected) {
        if (expected == "z") {
            if (sums_.empty()) sums_ = tensor;
            return sums_ == tensor;
        }
        for (const auto& [name, value] : expression_.constants) {
            if (name == expected) return is_constant(tensor, static_cast<double>(value));
        }
        for (const OnnxCall& call : expression_.calls) {
            if (call.output == expected) return is_call(tensor, call);
        }
        return false;
    }

    bool is_constant(const std::string& tensor, double value) const {
        const auto found = file_.constants.find(tensor);
        if (found == file_.constants.end() || found->second.values.size() != 1) return false;
        return std::abs(found->second.values[0] - value) <= 1e-6 * std::abs(value);
    }

    bool is_call(const std::string& tensor, const OnnxCall& call) {
        const auto found = producers_.find(tensor);
        if (found == producers_.end()) return false;
        const OnnxNode& node = *found->second;
        if (node.operation != call.operation || node.inputs.size() != call.inputs.size()) return false;
        if (!node.domain.empty() || !has_usual_attributes(node)) return false;
        const std::string before = sums_;
        if (call.inputs.size() == 1) return is(node.inputs[0], call.inputs[0]);
        if (call.inputs.size() != 2) return false;
        if (is(node.inputs[0], call.inputs[0]) && is(node.inputs[1], call.inputs[1])) return true;
        sums_ = before;
        const bool may_swap = call.operation == "Mul" || call.operation == "Add";
        return may_swap && is(node.inputs[1], call.inputs[0]) && is(node.inputs[0], call.inputs[1]);
    }

    const OnnxFile& file_;
    const Producers& producers_;
    OnnxExpression expression_;
    std::string sums_;
};

}  // namespace

std::optional<FoundActivation> find_activation(const OnnxFile& file, const Producers& producers,
                                               const std::string& tensor) {
    for (const Form& form : forms) {
        Match match(file, producers, form.expression);
        if (match.fits(tensor)) return FoundActivation{form.activation, match.sums()};
    }
    return {};
}

}  // namespace descent::model
