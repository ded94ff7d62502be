// Targets of a run: how numbers are scaled, and which are refused before the first step.
#include <descent/error.h>

#include <cmath>
#include <limits>

#include "support/catch.h"
#include "training/problem.h"

namespace descent {
namespace {

/// One input a pattern, as a table with lines has it.
Dataset table(const std::vector<double>& x, Dataset::Targets targets) {
    const auto memory = std::make_shared<const std::vector<double>>(x);
    const auto* bytes = reinterpret_cast<const std::byte*>(memory->data());
    return Dataset("t.csv", {memory, bytes, ElementType::f64, x.size(), 1}, std::move(targets),
                   {.columns = number_columns({"x"}), .targets = {"y"}, .lines = {{0, 2}}});
}

Dataset::Targets numbers(std::vector<double> values, std::size_t columns = 1) {
    return {.labels = {}, .class_names = {}, .values = std::move(values), .columns = columns};
}

/// A run on numbers with one layer of outputs.
struct Regression {
    Dataset training;
    Activation output = Activation::identity;
    TrainingOptions options{.optimizer = "gd", .batch_size = 0, .epochs = 1, .threads = {1}};
    std::vector<std::size_t> hidden = {};
    Dataset validation = {};

    TrainingResult run() const {
        Network network{.inputs = training.inputs(), .layers = {}};
        for (const std::size_t units : hidden) network.layers.push_back({units, Activation::relu});
        network.layers.push_back({training.outputs(), output});
        Observer nobody;
        return train(network, training, validation, options, test::builtin(), nobody);
    }
    std::string refusal() const {
        try {
            run();
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
};

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

std::string refusal_of_shares(std::vector<double> values, std::size_t columns, Activation output) {
    const std::size_t patterns = values.size() / columns;
    Regression run{table(std::vector<double>(patterns, 1), numbers(std::move(values), columns)), output};
    run.options.loss = Loss::cross_entropy;
    return run.refusal();
}

}  // namespace

TEST_CASE("Targets that are numbers are standardised where outputs are unbounded, and predicted in their own unit") {
    // y = 15 x + 450, the example of rents: exact for one unit, if the rate suits scaled targets
    Regression rents{table({50, 60, 70, 80}, numbers({1200, 1350, 1500, 1650}))};
    rents.options.scaling = ScalingKind::standardise;
    rents.options.settings = {{"learning_rate", "0.5"}};
    rents.options.epochs = 200;
    const Model model = rents.run().model;
    CHECK(model.target_scaling.shift == std::vector<double>{1425});
    CHECK(model.target_scaling.scale[0] == Approx(1 / std::sqrt((2 * 225.0 * 225 + 2 * 75.0 * 75) / 4)).epsilon(1e-14));
    const auto predicted = predict(model, table({50, 100}, {}));
    // float32 outputs near 1 in units of 168: 1e-5 each
    CHECK(predicted[0] == Approx(1200).epsilon(1e-6));
    CHECK(predicted[1] == Approx(1950).epsilon(1e-6));
}

TEST_CASE("The cost that is minimised is that of scaled targets, for training, validation and evaluation alike") {
    Regression run{table({0, 0, 0, 0}, numbers({10, 20, 30, 40}))};
    run.options.settings = {{"learning_rate", "1e-8"}};
    run.validation = run.training;
    struct Watch : Observer {
        EpochEvent last;
        void epoch(const EpochEvent& event) override { last = event; }
    } watch;
    const Network network{.inputs = 1, .layers = {{1, Activation::identity}}};
    const Model model = train(network, run.training, run.validation, run.options, test::builtin(), watch).model;
    // x = 0 and bias 0: every output is 0, the mean of 1/2 y^2 of standardised targets is 1/2
    CHECK(watch.last.loss == Approx(0.5).epsilon(1e-6));
    CHECK(*watch.last.validation_loss == Approx(0.5).epsilon(1e-6));
    CHECK(evaluate(model, run.training).loss == Approx(0.5).epsilon(1e-6));
    CHECK(predict(model, run.training)[0] == Approx(25));
}

TEST_CASE("A target that grows as the fourth power of its input is learned") {
    std::vector<double> x, y;
    double mean = 0;
    for (int i = -100; i <= 100; ++i) {
        x.push_back(i);
        y.push_back(std::pow(i, 4));
        mean += y.back() / 201;
    }
    Regression run{table(x, numbers(y)), Activation::identity, {}, {64, 64}};
    run.options = {
        .scaling = ScalingKind::standardise, .optimizer = "adam", .batch_size = 32, .epochs = 500, .threads = {1}};
    const auto predicted = predict(run.run().model, run.training);
    double residual = 0, variance = 0;
    for (std::size_t p = 0; p < y.size(); ++p) {
        residual += (predicted[p] - y[p]) * (predicted[p] - y[p]);
        variance += (y[p] - mean) * (y[p] - mean);
    }
    CHECK(1 - residual / variance > 0.99);
}

TEST_CASE("Several targets are each scaled by their own mean and deviation") {
    Regression run{table({0, 1, 2, 3}, numbers({1e9, 1e-9, 3e9, 2e-9, 5e9, 3e-9, 7e9, 4e-9}, 2))};
    run.options.target_scaling = TargetScalingKind::min_max;
    const TargetScaling scaling = run.run().model.target_scaling;
    CHECK(scaling.shift == std::vector<double>{1e9, 1e-9});
    CHECK(scaling.scale[0] == Approx(1 / 6e9).epsilon(1e-14));
    CHECK(scaling.scale[1] == Approx(1 / 3e-9).epsilon(1e-14));
}

TEST_CASE("Targets of any size train and are predicted in their size, and equal ones are only shifted") {
    for (const double unit : {1e300, 1e-300}) {
        Regression run{table({1, 2, 3}, numbers({unit, 2 * unit, 3 * unit}))};
        run.options.scaling = ScalingKind::standardise;
        run.options.settings = {{"learning_rate", "0.5"}};
        run.options.epochs = 5000;
        CHECK(predict(run.run().model, run.training)[2] / unit == Approx(3).epsilon(1e-6));
    }
    const Dataset::Targets one_varies{.labels = {}, .class_names = {}, .values = {0.1, -1, 0.1, 1}, .columns = 2};
    const Regression constant{table({1, 2}, one_varies)};
    CHECK(constant.run().model.target_scaling == TargetScaling{{0.1, 0}, {1, 1}});
    const Regression single{table({1}, numbers({1700000000.25}))};
    CHECK(single.run().model.target_scaling == TargetScaling{{1700000000.25}, {1}});
}

TEST_CASE("The scaling of targets comes from the patterns that are trained on") {
    Regression run{table({1, 2, 3, 4}, numbers({0, 2, 100, 100}))};
    const std::vector<std::uint32_t> first = {0, 1}, last = {2, 3};
    run.validation = run.training.subset(last);
    run.training = run.training.subset(first);
    CHECK(run.run().model.target_scaling == TargetScaling{{1}, {1}});
}

TEST_CASE("Bounded outputs, cross-entropy and none leave targets as they are") {
    Regression run{table({1, 2, 3}, numbers({0, 0.25, 1})), Activation::sigmoid};
    CHECK(run.run().model.target_scaling.shift.empty());
    run.options.loss = Loss::cross_entropy;
    CHECK(run.run().model.target_scaling.shift.empty());
    run = Regression{run.training};
    run.options.target_scaling = TargetScalingKind::none;
    CHECK(run.run().model.target_scaling.shift.empty());
    CHECK(run.refusal().empty());
    run.output = Activation::sigmoid;
    run.options.target_scaling = TargetScalingKind::min_max;
    CHECK(run.run().model.target_scaling == TargetScaling{{0}, {1}});
}

TEST_CASE("A scaling of targets that has no meaning is refused") {
    test::Trainee classes;
    classes.options.target_scaling = TargetScalingKind::standardise;
    CHECK_THROWS_WITH(classes.run(), "target_scaling: the targets are classes; it is for numbers");
    classes.options.target_scaling = TargetScalingKind::none;
    CHECK_THROWS_WITH(classes.run(), "target_scaling: the targets are classes; it is for numbers");
    Regression shares{table({1, 2}, numbers({0, 1})), Activation::sigmoid};
    shares.options.loss = Loss::cross_entropy;
    shares.options.target_scaling = TargetScalingKind::min_max;
    CHECK(shares.refusal() ==
          "target_scaling: min-max is not for cross-entropy, whose targets are shares; expected none, or loss mse");
    TrainingOptions options{.target_scaling = TargetScalingKind::none};
    Observer nobody;
    CHECK_THROWS_WITH(minimise("rosenbrock", options, test::builtin(), nobody), ContainsSubstring("target_scaling"));
}

TEST_CASE("The cross-entropy of a sigmoid refuses targets outside 0 to 1 with line and value") {
    const std::string expected = ", expected a number in [0, 1], as cross-entropy needs; loss=mse takes any";
    const std::string or_classes = expected + "; task=classification makes classes of them";
    CHECK(refusal_of_shares({-1, 1}, 1, Activation::sigmoid) == "t.csv: line 2, column 'y': found -1" + or_classes);
    CHECK(refusal_of_shares({1, 2}, 1, Activation::sigmoid) == "t.csv: line 3, column 'y': found 2" + or_classes);
    CHECK(refusal_of_shares({0, 1, 2, 9}, 1, Activation::sigmoid) == "t.csv: line 4, column 'y': found 2" + or_classes);
    CHECK(refusal_of_shares({0, 1.0000001}, 1, Activation::sigmoid) ==
          "t.csv: line 3, column 'y': found 1.0000001" + expected);
    CHECK(refusal_of_shares({0.5, 2}, 1, Activation::sigmoid) == "t.csv: line 3, column 'y': found 2" + expected);
    CHECK(refusal_of_shares({0, 0.5, 1}, 1, Activation::sigmoid).empty());
}

TEST_CASE("The place of a target in an array is its element") {
    const auto inputs = std::make_shared<const std::vector<float>>(std::vector<float>{1, 2});
    Regression run{
        Dataset("X.npy", {inputs, reinterpret_cast<const std::byte*>(inputs->data()), ElementType::f32, 2, 1},
                numbers({0, 1, 0.5, -3}, 2)),
        Activation::sigmoid};
    run.options.loss = Loss::cross_entropy;
    CHECK_THAT(run.refusal(), ContainsSubstring("X.npy: target [1, 1]: found -3, expected"));
}

TEST_CASE("Targets that stand in a file of their own are refused by its name") {
    const auto inputs = std::make_shared<const std::vector<float>>(std::vector<float>{1, 2});
    const auto refusal = [&](Dataset::Targets targets, Loss loss) {
        Regression run{
            Dataset("X.npy", {inputs, reinterpret_cast<const std::byte*>(inputs->data()), ElementType::f32, 2, 1},
                    std::move(targets), {.targets_file = "y.npy"}),
            Activation::sigmoid};
        run.options.loss = loss;
        return run.refusal();
    };
    CHECK_THAT(refusal(numbers({0.5, 2}), Loss::cross_entropy), ContainsSubstring("y.npy: target [1]: found 2, exp"));
    CHECK_THAT(refusal(numbers({0.5, not_a_number}), Loss::mse), ContainsSubstring("y.npy: target [1]: found nan"));
    CHECK_THAT(refusal({.labels = {0, 0}, .class_names = {"1"}, .values = {}, .columns = 0}, Loss::mse),
               ContainsSubstring("y.npy: target [0]: found one class only"));
}

TEST_CASE("Softmax refuses targets below 0 and rows without one above 0") {
    CHECK(refusal_of_shares({0.5, 0.5, -0.25, 1.25}, 2, Activation::softmax) ==
          "t.csv: line 3, column 'y': found -0.25, expected a number from 0 up, as cross-entropy needs; loss=mse takes "
          "any");
    CHECK(refusal_of_shares({0.5, 0.5, 0, 0}, 2, Activation::softmax) ==
          "t.csv: line 3: found targets that are all 0, expected one above 0: softmax outputs add up to 1");
}

TEST_CASE("Softmax targets that do not add up to 1 weigh their pattern by their sum, and their shares are found") {
    // 40, 40 and 20 votes: C = -sum y ln a has its optimum at a = y / sum y
    Regression votes{table({1}, numbers({40, 40, 20}, 3)), Activation::softmax};
    votes.options.loss = Loss::cross_entropy;
    votes.options.settings = {{"learning_rate", "0.01"}};
    votes.options.epochs = 2000;
    const Model model = votes.run().model;
    const auto shares = predict(model, votes.training);
    CHECK(shares[0] == Approx(0.4).epsilon(1e-5));
    CHECK(shares[1] == Approx(0.4).epsilon(1e-5));
    CHECK(shares[2] == Approx(0.2).epsilon(1e-5));
    CHECK(evaluate(model, votes.training).loss == Approx(-(80 * std::log(0.4) + 20 * std::log(0.2))).epsilon(1e-6));
}

TEST_CASE("Targets that are no numbers are refused whatever the loss, in validation data too") {
    for (const double wrong : {not_a_number, infinite, -infinite}) {
        Regression run{table({1, 2}, numbers({1, wrong}))};
        CHECK_THAT(run.refusal(), ContainsSubstring("t.csv: line 3, column 'y': found "));
    }
    Regression run{table({1, 2}, numbers({1, 2})), Activation::identity};
    run.validation = table({1, 2}, numbers({1, not_a_number}));
    CHECK_THAT(run.refusal(), ContainsSubstring("line 3, column 'y': found nan, expected a finite number"));
    run.validation = table({1, 2}, numbers({1, 1e300}));
    CHECK(run.refusal() == "t.csv: line 3, column 'y': found 1e+300, scaled to inf, expected a number within float32");
    CHECK_THAT((Regression{table({1, 2}, numbers({-1e308, 1.7e308}))}.refusal()),
               ContainsSubstring("column 'y': found targets from -1e+308 to 1.7e+308"));
}

TEST_CASE("Numbers as targets that never vary train, and their predictions are those numbers") {
    Regression run{table({1, 2, 3}, numbers({7, 7, 7})), Activation::identity};
    run.options.epochs = 5000;
    const Model model = run.run().model;
    for (const double predicted : predict(model, run.training)) CHECK(predicted == Approx(7).epsilon(0.01));
}

TEST_CASE("Softmax over one output and data of one class are refused") {
    CHECK(refusal_of_shares({0, 1, 0, 1}, 1, Activation::softmax) ==
          "output_activation: softmax over one output is always 1; expected identity, sigmoid, or classes as targets");
    Dataset::Targets targets{.labels = {0, 0, 0}, .class_names = {"ok"}, .values = {}, .columns = 0};
    Regression one{table({0, 1, 2}, targets), Activation::sigmoid};
    CHECK(one.refusal() ==
          "t.csv: line 2, column 'y': found one class only, 'ok' in 3 patterns, expected at least two");
    targets.class_names = {"bad", "ok"};
    targets.labels = {1, 1, 0};
    Regression two{table({0, 1, 2}, targets), Activation::softmax};
    two.options.loss = Loss::cross_entropy;
    CHECK(two.refusal().empty());
    const std::vector<std::uint32_t> first = {0, 1};
    two.training = two.training.subset(first);
    CHECK(two.refusal() ==
          "t.csv: line 2, column 'y': found one class only, 'ok' in 2 patterns, expected at least two among the "
          "patterns that are trained on");
}

}  // namespace descent
