#pragma once
/// \file
/// An element-wise function of one tensor as calls of ONNX's operators, from a text such as "Mul(z, Sigmoid(z))".

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descent::model {

/// output = operation(inputs)
struct OnnxCall {
    std::string operation;
    std::vector<std::string> inputs;
    std::string output;

    bool operator==(const OnnxCall&) const = default;
};

struct OnnxExpression {
    std::vector<OnnxCall> calls;  ///< what a call takes is made by those before it
    std::vector<std::pair<std::string, float>> constants;
};

/// [any thread] `text` in z: the tensor `input` becomes the tensor `output`; all in between is named after `output`. An
/// operator alone is one of z. Throws Error for a text that is no expression.
OnnxExpression onnx_expression(std::string_view text, const std::string& input, const std::string& output);

}  // namespace descent::model
