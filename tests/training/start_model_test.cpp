// A run that begins with the weights of a model.
#include "training/start_model.h"

#include <descent/error.h>

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Plain gradient descent on all patterns has no state, so its steps can be done in two runs.
Trainee stateless() {
    Trainee trainee;
    trainee.options.batch_size = 0;
    trainee.options.settings = {{"learning_rate", "0.3"}};
    return trainee;
}

TrainingResult trained(const Trainee& trainee) {
    Observer nobody;
    return train(trainee.network, trainee.training, trainee.validation, trainee.options, builtin(), nobody);
}

/// A model of four epochs at `path`.
void save_model(const Trainee& trainee, const std::string& path) { save(trained(trainee).model, path); }

std::string refusal(const Trainee& trainee) {
    try {
        trained(trainee);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("steps of a rule without state can be done in two runs, with the bits of one") {
    const TemporaryFolder folder;
    Trainee trainee = stateless();
    save_model(trainee, folder.path("m.safetensors"));
    Trainee whole = stateless();
    whole.options.epochs = 7;
    trainee.options.epochs = 3;
    trainee.options.from = folder.path("m.safetensors");
    CHECK(bits(trained(trainee).model) == bits(trained(whole).model));
    trainee.options.seed = 99;  // nothing is drawn
    CHECK(bits(trained(trainee).model) == bits(trained(whole).model));
}

TEST_CASE("the scaling of the model is kept on new data") {
    const TemporaryFolder folder;
    Trainee trainee = stateless();
    trainee.options.scaling = ScalingKind::standardise;
    save_model(trainee, folder.path("m.safetensors"));
    trainee.options.scaling = ScalingKind::none;
    trainee.options.from = folder.path("m.safetensors");
    trainee.training = clouds(40, 5, 3, 9);
    CHECK(trained(trainee).model.scaling == load(folder.path("m.safetensors")).scaling);
}

TEST_CASE("the record of the run has the model by content, and its checkpoint is bound to it") {
    const TemporaryFolder folder;
    Trainee trainee = stateless();
    save_model(trainee, folder.path("m.safetensors"));
    save_model(trainee, folder.path("same.safetensors"));
    trainee.options.epochs = 6;
    trainee.options.from = folder.path("m.safetensors");
    const std::string whole = bits(trained(trainee).model);
    trainee.options.checkpoint = folder.path("c");
    trainee.options.resume = true;
    trainee.options.epochs = 2;
    trained(trainee);
    trainee.options.from = folder.path("same.safetensors");
    trainee.options.epochs = 6;
    CHECK(bits(trained(trainee).model) == whole);
    Trainee other = stateless();
    other.options.seed = 3;
    save_model(other, folder.path("other.safetensors"));
    trainee.options.from = folder.path("other.safetensors");
    CHECK(contains(refusal(trainee), "the checkpoint of another run: from is "));
    trainee.options.from.clear();
    CHECK(contains(refusal(trainee), " there and missing here"));
}

TEST_CASE("what the model brings cannot be chosen, and what does not fit it is refused") {
    const TemporaryFolder folder;
    Trainee trainee = stateless();
    save_model(trainee, folder.path("m.safetensors"));
    trainee.options.from = folder.path("m.safetensors");
    const auto refused = [&](const auto& change) {
        Trainee changed = trainee;
        change(changed);
        return refusal(changed);
    };
    CHECK(refused([](Trainee& t) { t.options.initialisation = Initialisation::he_normal; }) ==
          "init: has no effect with from");
    CHECK(refused([](Trainee& t) { t.options.scaling = ScalingKind::min_max; }) == "scaling: has no effect with from");
    CHECK(contains(refused([](Trainee& t) { t.network.layers[0].units = 8; }),
                   "m.safetensors' is a network 5-7-3, and the one to be trained is 5-8-3"));
    CHECK(contains(refused([](Trainee& t) {
                       Dataset::Targets targets = t.training.raw_targets();
                       targets.class_names = {"a", "b", "c"};
                       t.training = Dataset("renamed", t.training.raw_inputs(), targets);
                       t.validation = {};
                   }),
                   "renamed: found classes a, b, c, expected classes class 0, class 1, class 2, as in the model"));
    CHECK(contains(refused([&](Trainee& t) { t.options.from = folder.path("none"); }), "none"));
    CHECK(refused([](Trainee&) {}) == "accepted");
}
