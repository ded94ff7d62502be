// What cannot work is refused before the first trial; what only a trial can find out is recorded as its failure.

#include <descent/comparison.h>
#include <descent/error.h>
#include <descent/plugin.h>

#include <functional>

#include "contest/small_study.h"
#include "study/log.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Gradient descent that refuses one rate of its range, which is found out only when a trial makes an instance.
descent_status refuse_ten(const double* values, void** instance, descent_message* message) {
    if (values[0] != 10) return builtin_optimizers().rule("gd").create(values, instance, message);
    descent_refuse(message, "a learning_rate of ten is not for me");
    return DESCENT_REFUSED;
}

}  // namespace

TEST_CASE("a trial that fails is recorded with its message, and the others continue") {
    TemporaryFolder folder;
    Watcher watcher;
    Registry registry = builtin_optimizers();
    descent_rule moody = registry.rule("gd");
    moody.name = "moody";
    moody.create = refuse_ten;
    registry.add(moody, "");
    const std::vector<Contestant> contestants = {{"moody", {{"learning_rate", {"0.1", "10"}}}}, two[1]};
    const StudyOutcome outcome =
        compare({small_problem()}, contestants, small_protocol(), registry, {folder.path("study")}, watcher);
    REQUIRE(outcome.failed == 1);
    REQUIRE(!outcome.interrupted);
    const auto files = study::read_study(folder.path("study"));
    REQUIRE(files.study.of("clouds 3-5-3", "moody", Phase::final).size() == 3);
    std::size_t failed = 0;
    for (const auto& record : files.study.trials) {
        if (record.outcome() != study::Outcome::failed) continue;
        ++failed;
        REQUIRE(record.message.find("learning_rate") != std::string::npos);
        REQUIRE(record.curve.empty());
    }
    REQUIRE(failed == 1);
    write_summaries(folder.path("study"));
    REQUIRE(folder.read("study/summary.json").find("trials-missing") != std::string::npos);
}

TEST_CASE("what would fail in the trials, or have no effect in them, is refused before any") {
    TemporaryFolder folder;
    Watcher watcher;
    const auto refused = [&](const std::function<void(Problem&, std::vector<Contestant>&, Protocol&)>& change) {
        Problem problem = small_problem();
        std::vector<Contestant> contestants = two;
        Protocol protocol = small_protocol();
        change(problem, contestants, protocol);
        try {
            compare({problem}, contestants, protocol, builtin_optimizers(), {folder.path("study")}, watcher);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    CHECK_THAT(refused([](auto&, auto& contestants, auto&) {
                   contestants[0].settings["learning_rate"] = {"0.1", "-1"};
               }),
               ContainsSubstring("set learning_rate: is -1, expected 1e-08 to 100"));
    CHECK_THAT(refused([](auto&, auto& contestants, auto&) { contestants[0].settings["momentum"] = {"0.1"}; }),
               ContainsSubstring("set momentum: optimizer 'gd' has no such hyper-parameter"));
    CHECK_THAT(refused([](auto&, auto&, auto& protocol) { protocol.tuned = {"bata1"}; }),
               ContainsSubstring("tuned: no optimizer that takes part has a hyper-parameter 'bata1'; did you mean "));
    CHECK_THAT(refused([](auto&, auto&, auto& protocol) { protocol.target_loss = 1; }),
               ContainsSubstring("target_loss: no problem is judged by its loss"));
    CHECK_THAT(refused([](auto& problem, auto&, auto& protocol) {
                   problem.metric = Metric::loss;
                   protocol.target_accuracy = 0.5;
               }),
               ContainsSubstring("target_accuracy: no problem is judged by its accuracy"));
    CHECK_THAT(refused([](auto& problem, auto&, auto&) { problem.options.clip_norm = -1; }),
               ContainsSubstring("clip_norm: is -1"));
    CHECK_THAT(refused([](auto& problem, auto&, auto&) { problem.options.groups = {"layers.9.*: frozen"}; }),
               ContainsSubstring("group: pattern 'layers.9.*' matches none of"));
    CHECK_THAT(refused([](auto& problem, auto& contestants, auto&) {
                   problem.options.groups = {"layers.0.weight: rate=0.1"};
                   contestants[1] = {.optimizer = "lbfgs"};
               }),
               ContainsSubstring("group: optimizer 'lbfgs' updates all tensors with one rate"));
    CHECK_THAT(refused([](auto& problem, auto&, auto&) {
                   problem.options.patience = 2;
                   problem.validation.fraction = 0;
               }),
               ContainsSubstring("patience: needs validation data"));
    CHECK_THAT(refused([](auto& problem, auto&, auto&) {
                   problem = test_function_problem("beale");
                   problem.options.batch_size = 7;
               }),
               ContainsSubstring("batch_size: has no meaning for a function"));
    CHECK(watcher.trials == 0);
    CHECK(folder.files() == 0);
}
