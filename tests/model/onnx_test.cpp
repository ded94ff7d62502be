// The bytes of an ONNX file, as far as they can be checked without its library; run_onnx.py runs the models.
#include "model/onnx.h"

#include <descent/error.h>

#include "model/hand_made.h"
#include "model/protobuf.h"
#include "support/catch.h"

namespace descent::model {

TEST_CASE("Numbers and texts are written as the protobuf documentation shows") {
    ProtoMessage message;
    message.number(1, 150);
    CHECK(message.bytes() == "\x08\x96\x01");  // "Encoding", a simple message
    ProtoMessage text;
    text.text(2, "testing");
    CHECK(text.bytes() == "\x12\x07testing");
    ProtoMessage outer;
    outer.message(3, message);
    CHECK(outer.bytes() == "\x1a\x03\x08\x96\x01");
    ProtoMessage wide;
    wide.number(20, UINT64_MAX);
    CHECK(wide.bytes() == std::string("\xa0\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
}

TEST_CASE("An exported model names its operators, its tensors and its parts") {
    const std::string bytes = write_onnx(test::quarter_model());
    for (const char* part : {"Sub", "Mul", "Gemm", "transB", "Sigmoid", "scaling.shift", "layers.1.weight", "input",
                             "output", "patterns", "2-2-1", "Descent"}) {
        INFO(part);
        CHECK(bytes.find(part) != std::string::npos);
    }
    CHECK(bytes == write_onnx(test::quarter_model()));
}

TEST_CASE("Columns of categories become inputs of their own, by their names") {
    Model model = test::quarter_model();
    model.columns = {.inputs = {{.name = "cut", .kind = ColumnKind::category, .categories = {"Fair", "Ideal"}}}};
    const std::string bytes = write_onnx(model);
    for (const char* part : {"cut", "Fair", "Ideal", "OneHotEncoder", "ai.onnx.ml", "Cast", "Concat"}) {
        INFO(part);
        CHECK(bytes.find(part) != std::string::npos);
    }
}

TEST_CASE("A column whose name a graph cannot have is refused") {
    Model model = test::quarter_model();
    model.columns = {.inputs = {{.name = "output", .kind = ColumnKind::truth}, {.name = "width"}}};
    CHECK_THROWS_WITH(write_onnx(model), "onnx: column 'output' has a name of the graph's own; rename it in the data");
    model.columns.inputs[0].name = "";
    CHECK_THROWS_AS(write_onnx(model), UsageError);
}

TEST_CASE("Predictions of scaled targets leave the graph in their own unit, as doubles") {
    Model model = test::quarter_model();
    const std::string plain = write_onnx(model);
    CHECK(plain.find("target_scaling.shift") == std::string::npos);
    model.target_scaling = {{100}, {0.25}};
    CHECK(write_onnx(model).find("target_scaling.shift") != std::string::npos);
}

TEST_CASE("A model that does not hold together is not exported") {
    Model model = test::quarter_model();
    model.scaling.scale.clear();
    CHECK_THROWS_AS(write_onnx(model), UsageError);
}

}  // namespace descent::model
