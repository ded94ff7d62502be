// What models say of data, on models whose outputs are known.
#include <algorithm>
#include <cmath>

#include <descent/error.h>
#include <descent/model.h>

#include "model/hand_made.h"
#include "support/catch.h"

namespace descent {
namespace {

using test::classified;
using test::largest_model;
using test::quarter_model;
using test::unlabelled;
using test::valued;
using Cell = Confusion::Cell;

double accuracy_of(const Evaluation& evaluation) {
    REQUIRE(evaluation.figures.classification);
    return evaluation.figures.classification->accuracy;
}

/// Six patterns, each with one input that stands out: predicted 0 1 2 0 1 2.
const std::vector<float> standing_out = {3, 0, 0, 0, 3, 0, 0, 0, 3, 3, 0, 0, 0, 3, 0, 0, 0, 3};

}  // namespace

TEST_CASE("Predictions scale the inputs and follow the network") {
    const auto outputs = predict(quarter_model(), unlabelled({3, 6, 3, 6, 1, 2}, 2));
    REQUIRE(outputs.size() == 3);
    CHECK(outputs[0] == Approx(0.25).epsilon(1e-6));
    CHECK(outputs[1] == outputs[0]);
    // scaled (0, 0): z_1 = -2L, a_1 = 1/10, a_2 = 1/2, z = -0.4L + L + L = 1.6L
    CHECK(outputs[2] == Approx(1 / (1 + std::pow(3.0, -1.6))).epsilon(1e-6));
}

TEST_CASE("Predictions of a softmax add up to 1 and are right") {
    const auto outputs = predict(largest_model(), unlabelled({3, 0, 0}, 3));
    CHECK(outputs[0] == Approx(0.8).epsilon(1e-6));
    CHECK(outputs[1] == Approx(0.1).epsilon(1e-6));
    CHECK(outputs[2] == Approx(0.1).epsilon(1e-6));
}

TEST_CASE("Predictions need no targets and ignore those that are there") {
    const auto plain = predict(quarter_model(), unlabelled({3, 6}, 2));
    CHECK(predict(quarter_model(), valued({3, 6}, 2, {1, 2, 3}, 3)) == plain);
    CHECK(predict(quarter_model(), classified({3, 6}, 2, {0}, {"x"})) == plain);
    CHECK(predict(quarter_model(), unlabelled({}, 2)).empty());
}

TEST_CASE("Predictions of a subset stand in the order of the subset") {
    const Dataset data = unlabelled(standing_out, 3);
    const std::uint32_t positions[] = {5, 1};
    const auto all = predict(largest_model(), data);
    const auto some = predict(largest_model(), data.subset(positions));
    REQUIRE(some.size() == 6);
    CHECK(std::equal(some.begin(), some.begin() + 3, all.begin() + 15));
    CHECK(std::equal(some.begin() + 3, some.end(), all.begin() + 3));
}

TEST_CASE("A predictor outlives its model and predicts again and again") {
    auto model = std::make_unique<Model>(quarter_model());
    Predictor predictor(*model, {.count = 2});
    const auto expected = predict(*model, unlabelled({3, 6, 1, 2}, 2));
    model.reset();
    Predictor moved = std::move(predictor);
    for (int i = 0; i < 3; ++i) {
        CHECK(moved.predict(unlabelled({3, 6, 1, 2}, 2)) == expected);
        CHECK(moved.predict(unlabelled({3, 6}, 2)) == std::vector(1, expected[0]));
        CHECK(moved.predict(unlabelled({}, 2)).empty());
        CHECK_THROWS_AS(moved.predict(unlabelled({1, 2, 3}, 3)), InputError);
    }
}

TEST_CASE("A predictor that outlives its model evaluates again and again, as the model does") {
    const Dataset data = classified(standing_out, 3, {0, 1, 2, 1, 1, 0}, {"ant", "bee", "cow"});
    auto model = std::make_unique<Model>(largest_model());
    model->class_weights = {1, 2, 3};
    const Evaluation expected = evaluate(*model, data);
    Predictor predictor(*model, {.count = 2});
    model.reset();
    for (int i = 0; i < 3; ++i) {
        const Evaluation evaluation = predictor.evaluate(data);
        CHECK(evaluation.loss == expected.loss);
        CHECK(accuracy_of(evaluation) == accuracy_of(expected));
        CHECK(evaluation.confusion.cells == expected.confusion.cells);
        CHECK(evaluation.weighted.has_value() == expected.weighted.has_value());
        CHECK_THROWS_AS(predictor.evaluate(unlabelled({1, 2, 3}, 3)), InputError);
        CHECK_THROWS_AS(predictor.evaluate(data, 3), UsageError);
    }
}

TEST_CASE("A prediction does not depend on the patterns around it nor on the number of threads") {
    std::vector<float> values;
    for (int i = 0; i < 3 * 9001; ++i) values.push_back(static_cast<float>(i * 7919 % 1000) / 250 - 2);
    const Dataset data = unlabelled(values, 3);
    const auto all = predict(largest_model(), data, {.count = 1});
    CHECK(predict(largest_model(), data, {.count = 2}) == all);
    const std::uint32_t one[] = {8999};
    const auto single = predict(largest_model(), data.subset(one));
    CHECK(std::equal(single.begin(), single.end(), all.begin() + 3 * 8999));
}

TEST_CASE("An evaluation counts who was taken for whom") {
    const Dataset data = classified(standing_out, 3, {0, 1, 2, 1, 1, 0}, {"ant", "bee", "cow"});
    const Evaluation evaluation = evaluate(largest_model(), data);
    CHECK(evaluation.patterns == 6);
    CHECK(accuracy_of(evaluation) == Approx(4.0 / 6));
    CHECK(evaluation.confusion.cells == std::vector<Cell>{{0, 0, 1}, {0, 2, 1}, {1, 0, 1}, {1, 1, 2}, {2, 2, 1}});
    // -ln 0.8 where right, -ln 0.1 where wrong
    CHECK(evaluation.loss == Approx(-(4 * std::log(0.8) + 2 * std::log(0.1)) / 6).epsilon(1e-6));
}

TEST_CASE("Classes in another order are found by their names") {
    const Dataset data = classified(standing_out, 3, {2, 0, 1, 0, 0, 2}, {"bee", "cow", "ant"});
    const Evaluation evaluation = evaluate(largest_model(), data);
    CHECK(evaluation.confusion.cells == std::vector<Cell>{{0, 0, 1}, {0, 2, 1}, {1, 0, 1}, {1, 1, 2}, {2, 2, 1}});
}

TEST_CASE("Data that knows only some of the classes can be evaluated, also as a subset") {
    const Dataset data = classified(standing_out, 3, {1, 0, 0, 1, 0, 0}, {"cow", "ant"});
    const std::uint32_t positions[] = {5, 3};
    const Evaluation evaluation = evaluate(largest_model(), data.subset(positions));
    CHECK(accuracy_of(evaluation) == 1);
    CHECK(evaluation.confusion.cells == std::vector<Cell>{{0, 0, 1}, {2, 2, 1}});
}

TEST_CASE("A class that the model does not know is an error that lists the model's") {
    const Dataset data = classified(standing_out, 3, {0, 1, 2, 1, 1, 0}, {"ant", "bee", "dog"});
    CHECK_THROWS_WITH(evaluate(largest_model(), data),
                      "data.csv: found class 'dog', expected one of the model's: ant, bee, cow");
}

TEST_CASE("An evaluation of values has the mean cost and no accuracy") {
    const Evaluation evaluation = evaluate(quarter_model(), valued({3, 6, 3, 6}, 2, {1, 0.25f}, 1));
    CHECK(evaluation.loss == Approx(9.0 / 64).epsilon(1e-6));  // (9/32 + 0) / 2
    REQUIRE(evaluation.figures.regression);
    CHECK(evaluation.figures.regression->all.mean_squared_error == Approx(9.0 / 32).epsilon(1e-6));
    CHECK_FALSE(evaluation.figures.classification);
    CHECK_FALSE(evaluation.weighted);
    CHECK(evaluation.confusion.cells.empty());
}

TEST_CASE("Errors are in the unit of the targets, the cost in that which a network was trained on") {
    Model model = quarter_model();
    model.target_scaling = {.shift = {10}, .scale = {0.5}};  // an output of 1/4 means 10.5
    const Evaluation evaluation = evaluate(model, valued({3, 6, 3, 6}, 2, {12, 9}, 1));
    REQUIRE(evaluation.figures.regression);
    const NumberFigures& all = evaluation.figures.regression->all;
    CHECK(all.mean_squared_error == Approx(2.25).epsilon(1e-6));  // both are 1.5 away
    CHECK(all.mean_absolute_error == Approx(1.5).epsilon(1e-6));
    CHECK(all.r2 == Approx(1 - 4.5 / 4.5).margin(1e-6));                      // mean 10.5
    CHECK(evaluation.loss == Approx((0.28125 + 0.28125) / 2).epsilon(1e-6));  // scaled targets 1 and -1/2
}

TEST_CASE("Huber's cost of an evaluation has the border that the model was trained with") {
    Model model = quarter_model();
    model.loss = Loss::huber;
    const Dataset data = valued({3, 6, 3, 6}, 2, {12.25, 0.5}, 1);  // errors of 12 and 1/4
    CHECK(evaluate(model, data).loss == Approx((12 - 0.5 + 0.25 * 0.25 / 2) / 2).epsilon(1e-6));
    model.huber_delta = 5;
    CHECK(evaluate(model, data).loss == Approx((5 * (12 - 2.5) + 0.25 * 0.25 / 2) / 2).epsilon(1e-6));
    model.huber_delta = 0;
    CHECK_THROWS_WITH(evaluate(model, data), ContainsSubstring("huber_delta is not above 0"));
}

TEST_CASE("Class weights make the loss a weighted mean, and figures by weight stand beside the others") {
    const Dataset data = classified(standing_out, 3, {0, 1, 2, 1, 1, 0}, {"ant", "bee", "cow"});
    Model weighted = largest_model(), equal = largest_model(), too_few = largest_model();
    weighted.class_weights = {1, 2, 5};
    equal.class_weights = {3, 3, 3};
    too_few.class_weights = {1, 2};
    const Evaluation evaluation = evaluate(weighted, data);
    // right: ant, bee, bee, cow: 1 + 2 + 2 + 5 = 10; wrong: ant, bee: 3
    CHECK(evaluation.loss == Approx(-(10 * std::log(0.8) + 3 * std::log(0.1)) / 13).epsilon(1e-6));
    CHECK(accuracy_of(evaluation) == Approx(4.0 / 6));
    REQUIRE(evaluation.weighted);
    CHECK(evaluation.weighted->classification->accuracy == Approx(10.0 / 13));
    CHECK(evaluation.weighted->classification->log_loss == Approx(evaluation.loss).epsilon(1e-6));
    const Evaluation plain = evaluate(largest_model(), data);
    CHECK(evaluation.figures.classification->f1 == plain.figures.classification->f1);
    CHECK(evaluation.figures.classification->log_loss == plain.figures.classification->log_loss);
    CHECK(evaluation.confusion == plain.confusion);
    const Evaluation scaled = evaluate(equal, data);
    CHECK(scaled.loss == Approx(plain.loss).epsilon(1e-6));
    CHECK(scaled.weighted->classification->f1 == Approx(plain.figures.classification->f1).epsilon(1e-12));
    CHECK_THROWS_WITH(evaluate(too_few, data), ContainsSubstring("2 class weights for 3 classes"));
}

TEST_CASE("Sixty thousand classes are evaluated class by class, not pair by pair") {
    const std::uint32_t classes = 60001;
    Model model{.network = {1, {{classes, Activation::softmax}}},
                .loss = Loss::cross_entropy,
                .scaling = {.shift = {0}, .scale = {1}}};
    for (std::uint32_t i = 0; i < classes; ++i) model.class_names.push_back(std::to_string(i));
    model.tensors = {{"layers.0.weight", {classes, 1}, std::vector<float>(classes, 0)},
                     {"layers.0.bias", {classes}, std::vector<float>(classes, 0)}};
    model.tensors[1].values[7] = 1;
    const Evaluation evaluation = evaluate(model, classified({1, 2, 3}, 1, {0, 7, 60000}, model.class_names));
    CHECK(accuracy_of(evaluation) == Approx(1.0 / 3));
    CHECK(evaluation.figures.classification->top_k_accuracy ==
          Approx(2.0 / 3));  // of equal outputs the first are 0 to 3
    CHECK(evaluation.figures.classification->classes.size() == 3);
    CHECK(evaluation.confusion.cells == std::vector<Cell>{{0, 7, 1}, {7, 7, 1}, {60000, 7, 1}});
}

TEST_CASE("Evaluation in blocks adds up to the whole") {
    const std::size_t patterns = 9001;
    std::vector<float> values;
    std::vector<std::uint32_t> labels;
    for (std::size_t p = 0; p < patterns; ++p) {
        labels.push_back(static_cast<std::uint32_t>(p % 3));
        for (std::size_t i = 0; i < 3; ++i) values.push_back(i == p % 3 ? 3.0f : 0.0f);
    }
    const Evaluation evaluation = evaluate(largest_model(), classified(values, 3, labels, {"ant", "bee", "cow"}));
    CHECK(evaluation.patterns == patterns);
    CHECK(accuracy_of(evaluation) == 1);
    CHECK(evaluation.loss == Approx(-std::log(0.8)).epsilon(1e-6));
}

TEST_CASE("Data that does not fit the model is an error that names the data, what was found and what was expected") {
    CHECK_THROWS_WITH(predict(quarter_model(), unlabelled({1, 2, 3}, 3)),
                      "data.csv: found 3 input columns, expected 2, the inputs of the model");
    CHECK_THROWS_WITH(predict(quarter_model(), unlabelled({1, 2}, 2, {"width", "length"})),
                      "data.csv: input column 1: found 'width', expected 'length', as in the model");
    CHECK_THROWS_WITH(evaluate(quarter_model(), unlabelled({1, 2}, 2)),
                      "data.csv: found no targets, expected 1 target columns of numbers, as the model was trained on");
    CHECK_THROWS_WITH(evaluate(quarter_model(), classified({1, 2}, 2, {0}, {"ant"})),
                      ContainsSubstring("found classes, expected 1 target columns"));
    CHECK_THROWS_WITH(evaluate(quarter_model(), valued({1, 2}, 2, {1, 2}, 2)),
                      ContainsSubstring("found 2 target columns, expected 1"));
    CHECK_THROWS_WITH(evaluate(largest_model(), valued({1, 2, 3}, 3, {1}, 1)),
                      ContainsSubstring("found target columns of numbers, expected classes"));
    CHECK_THROWS_AS(evaluate(quarter_model(), valued({}, 2, {}, 1)), InputError);
}

TEST_CASE("A model that does not hold together is not asked") {
    Model model = quarter_model();
    model.tensors[0].values.clear();
    CHECK_THROWS_AS(predict(model, unlabelled({1, 2}, 2)), UsageError);
}

}  // namespace descent
