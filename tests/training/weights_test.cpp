// Weights of patterns that leave nothing to learn or to measure.
#include <descent/error.h>

#include "support/catch.h"
#include "training/problem.h"

namespace descent {
namespace {

struct Weighted {
    Dataset training, validation;
    TrainingOptions options{.loss = Loss::cross_entropy, .optimizer = "gd", .epochs = 1, .threads = {1}};

    std::string refusal() const {
        Observer nobody;
        try {
            train({.inputs = 1, .layers = {{2, Activation::softmax}}}, training, validation, options, test::builtin(),
                  nobody);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
};

}  // namespace

TEST_CASE("Patterns that all have the weight 0 are refused, to train on and held out") {
    const std::vector<std::uint32_t> first = {0, 1}, last = {2, 3};
    const auto weighted = [&](std::vector<float> weights) {
        Dataset::Details details{.weights = std::move(weights)};
        const auto memory = std::make_shared<const std::vector<double>>(std::vector<double>{0, 1, 2, 3});
        const auto* bytes = reinterpret_cast<const std::byte*>(memory->data());
        const Dataset::Targets classes{
            .labels = {0, 1, 0, 1}, .class_names = {"bad", "ok"}, .values = {}, .columns = 0};
        const Dataset all("t.csv", {memory, bytes, ElementType::f64, 4, 1}, classes, std::move(details));
        return Weighted{.training = all.subset(first), .validation = all.subset(last)};
    };
    CHECK(weighted({0, 1, 1, 0}).refusal().empty());
    CHECK(weighted({0, 0, 1, 1}).refusal() ==
          "t.csv: found no weight above 0 among the 2 patterns to train on, expected one at least");
    CHECK(weighted({1, 1, 0, 0}).refusal() ==
          "t.csv: found no weight above 0 among the 2 patterns held out, expected one at least");
    Weighted run = weighted({0, 1, 1, 1});
    run.options.class_weights = {1, 0};
    CHECK_THAT(run.refusal(), ContainsSubstring("among the 2 patterns to train on"));
    run.options.class_weights = {0, 1};
    CHECK(run.refusal().empty());
}

}  // namespace descent
