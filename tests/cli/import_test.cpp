// Models of other programs: their files become models, which predict and go on training.
#include <descent/model.h>

#include "cli/in_folder.h"
#include "model/onnx.h"
#include "model/safetensors.h"
#include "support/in_memory.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Tensors as PyTorch's state of Linear, ReLU, Linear names them.
std::string state_dict() {
    const std::vector<float> first = {1, 0, 0, 1, 1, 1}, first_bias = {0, 0.5F, -1}, second = {1, -1, 2, 0, 1, -2},
                             second_bias = {0, 0.25F};
    model::Container container;
    const auto add = [&](const char* name, std::vector<std::size_t> shape, const std::vector<float>& values) {
        container.tensors.push_back({name, "F32", std::move(shape), std::as_bytes(std::span(values))});
    };
    add("0.weight", {3, 2}, first);
    add("0.bias", {3}, first_bias);
    add("2.weight", {2, 3}, second);
    add("2.bias", {2}, second_bias);
    return in_memory([&](const storage::WriteBytes& write) { model::write_safetensors(container, write); });
}

struct Work : InFolder {
    Work() {
        folder.write("net.safetensors", state_dict());
        folder.write("data.csv", "a,b,y\n0,1,0\n1,0,1\n1,1,1\n0,0,0\n");
    }
};

}  // namespace

TEST_CASE("tensors of PyTorch become a model that predicts and goes on training") {
    const Work work;
    const Outcome made =
        work.run("import net.safetensors --activation relu --output-activation softmax --out m.safetensors");
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(made.out == "2-3-2: relu, softmax; loss cross-entropy; classes 0, 1\n");
    CHECK(work.run("evaluate --model m.safetensors --data data.csv --target y").status == 0);
    const Outcome gone_on =
        work.run("train --data data.csv --target y --from m.safetensors --epochs 3 --quiet --out n.safetensors");
    INFO(gone_on.err);
    CHECK(gone_on.status == 0);
}

TEST_CASE("what no tensor says has to be said, and what a graph says is not asked") {
    const Work work;
    CHECK(contains(work.run("import net.safetensors --out m.safetensors").err,
                   "--output-activation: is missing: a file of tensors does not say what follows the last layer"));
    CHECK(contains(work.run("import net.safetensors --output-activation identity --out m.safetensors").err,
                   "--activation: is missing"));
    REQUIRE(
        work.run("import net.safetensors --activation tanh --output-activation identity --out m.safetensors").status ==
        0);
    CHECK(work.run("export --model m.safetensors --onnx m.onnx").status == 0);
    CHECK(contains(work.run("import m.onnx --activation relu --out n.safetensors").err,
                   "--activation: has no meaning for this file: its graph says what follows each layer"));
    CHECK(contains(work.run("import m.onnx --loss mae --out n.safetensors").err,
                   "Descent wrote it, with all that it says"));
}

TEST_CASE("what was exported is imported as the same file") {
    const Work work;
    REQUIRE(work.run("train --data data.csv --target y --hidden 4 --epochs 2 --quiet --out m.safetensors").status == 0);
    REQUIRE(work.run("export --model m.safetensors --onnx m.onnx").status == 0);
    const Outcome made = work.run("import m.onnx --out n.safetensors");
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(work.folder.read("m.safetensors") == work.folder.read("n.safetensors"));
}

TEST_CASE("files that are none of these are refused in one line") {
    const Work work;
    work.folder.write("net.pt", "PK");
    work.folder.write("net.onnx", "PK\x03\x04 and more");
    CHECK(contains(work.run("import net.pt --out m.safetensors").err,
                   "a name of unknown ending, expected a file that ends in .onnx or .safetensors"));
    CHECK(work.run("import net.onnx --out m.safetensors").status == 1);
    REQUIRE(work.run("train --data data.csv --target y --epochs 1 --quiet --out m.safetensors").status == 0);
    CHECK(
        contains(work.run("import m.safetensors --activation relu --output-activation softmax --out n.safetensors").err,
                 "a model of Descent"));
    CHECK(contains(work.run("import net.safetensors").err, "--out: is missing"));
}
