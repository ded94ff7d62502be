// One weight decay: of the rule where it has its own, else in the gradient, never both.
#include "training/weight_decay.h"

#include <descent/error.h>

#include "support/catch.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

/// First weight and first bias of the first layer, after one step on inputs and with a learning rate that move nothing
/// but by decay.
struct Moved {
    float weight, bias;
};

Moved moved(const std::string& optimizer, const std::string& rate, std::optional<double> decay,
            const std::vector<std::string>& groups = {}) {
    Trainee trainee;
    const std::vector<float> zeros(50 * 5);
    trainee.training = Dataset("zeros",
                               {std::make_shared<std::vector<float>>(),
                                reinterpret_cast<const std::byte*>(zeros.data()), ElementType::f32, 50, 5},
                               trainee.training.raw_targets());
    trainee.options.optimizer = optimizer;
    trainee.options.settings = {{"learning_rate", rate}};
    trainee.options.weight_decay = decay;
    trainee.options.groups = groups;
    trainee.options.maximum_steps = 1;
    const Model model = trainee.run().model;
    return {model.tensors[0].values[0], model.tensors[1].values[0]};
}

float start() { return moved("gd", "0.1", 0, {"*: rate=0"}).weight; }

std::string refusal(TrainingOptions options) {
    try {
        training::with_decay_of_rule(std::move(options), builtin());
    } catch (const UsageError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("a weight without gradient moves by the decay alone, as the papers of the rules have it") {
    // Inputs are 0, so the first layer's weights have no gradient. Rounding: a few units in the last place.
    const auto share = [](const Moved& at) { return static_cast<double>(at.weight) / static_cast<double>(start()); };
    CHECK(share(moved("adamw", "0.1", 0.1)) == Approx(0.99).epsilon(1e-6));
    CHECK(share(moved("lion", "0.01", 0.1)) == Approx(0.999).epsilon(1e-6));
    CHECK(share(moved("gd", "0.1", 0.1)) == Approx(0.99).epsilon(1e-6));  // eta times the penalty's gradient
    CHECK(share(moved("adamw", "0.1", 0.0)) == Approx(1));                // not its default of 0.01
    CHECK(share(moved("adamw", "0.1", {})) == Approx(0.999).epsilon(1e-6));
    CHECK(share(moved("adamw", "0.1", 0.1, {"layers.0.weight: decay=0.5"})) == Approx(0.995).epsilon(1e-6));
}

TEST_CASE("the option sets what the setting of that name sets, and the record of the run is the same") {
    for (const std::string optimizer : {"adamw", "lion", "lamb", "lars"}) {
        CAPTURE(optimizer);
        Trainee by_option, by_setting;
        by_option.options.optimizer = by_setting.options.optimizer = optimizer;
        by_option.options.weight_decay = 0.25;
        by_setting.options.settings = {{"weight_decay", "0.25"}};
        CHECK(bits(by_option.run().model) == bits(by_setting.run().model));
        const auto record = [](const Trainee& trainee) {
            return training::run_record(trainee.network, trainee.training, trainee.validation, trainee.options,
                                        builtin());
        };
        CHECK(record(by_option) == record(by_setting));
        CHECK(record(by_option)["weight_decay"] == 0);
        CHECK(record(by_option)["set"]["weight_decay"] == "0.25");
    }
}

TEST_CASE("a decay given twice, or out of the range of the rule, is refused") {
    CHECK(refusal({.optimizer = "adamw", .settings = {{"weight_decay", "0.1"}}, .weight_decay = 0.1}) ==
          "weight_decay: is given as 'set weight_decay' too, the decay of optimizer 'adamw' itself; give one of them");
    CHECK(refusal({.optimizer = "lion", .weight_decay = 11}) ==
          "weight_decay: is 11, expected 0 to 10, the decay of optimizer 'lion' itself");
    CHECK(refusal({.optimizer = "gd", .weight_decay = 11}) == "accepted");
    CHECK(refusal({.optimizer = "adamw", .settings = {{"weight_decay", "0.1"}}}) == "accepted");
}

TEST_CASE("whose decay it is stands in one line") {
    CHECK(training::weight_decay_note(0.1, {"adamw"}, builtin()) == "weight decay 0.1: the weight_decay of adamw");
    CHECK(training::weight_decay_note(0.5, {"gd", "lion", "adam", "lars"}, builtin()) ==
          "weight decay 0.5: the weight_decay of lion, lars; added to the gradient of gd, adam");
}
