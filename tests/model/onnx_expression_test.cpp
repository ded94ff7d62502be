// From a text to calls of ONNX's operators.
#include "model/onnx_expression.h"

#include <descent/error.h>

#include "support/catch.h"

namespace descent::model {

TEST_CASE("An operator alone is one call") {
    const OnnxExpression expression = onnx_expression("Relu", "sums", "above");
    CHECK(expression.calls == std::vector<OnnxCall>{{"Relu", {"sums"}, "above"}});
    CHECK(expression.constants.empty());
}

TEST_CASE("What an operator takes stands before it, and numbers are constants") {
    const OnnxExpression expression = onnx_expression("Mul(z, Add(0.5, Erf(z)))", "sums", "above");
    CHECK(expression.calls == std::vector<OnnxCall>{{"Erf", {"sums"}, "above.0"},
                                                    {"Add", {"above.constant.0", "above.0"}, "above.1"},
                                                    {"Mul", {"sums", "above.1"}, "above"}});
    REQUIRE(expression.constants.size() == 1);
    CHECK(expression.constants[0] == std::pair<std::string, float>{"above.constant.0", 0.5f});
}

TEST_CASE("A text that is no expression is refused") {
    for (const char* text : {"Mul(z, z", "Mul(z, z))", "Mul(z z)", "Mul()", "Mul(z,)", "(z)", "Mul(z, y)"}) {
        INFO(text);
        CHECK_THROWS_AS(onnx_expression(text, "a", "b"), Error);
    }
}

}  // namespace descent::model
