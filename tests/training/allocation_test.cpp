// A step allocates nothing after the first. This program counts every allocation of its own.

#include "support/allocation_count.h"
#include "support/catch.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Allocations between the end of step `from` and the end of the last step before the epoch ends.
struct Counter : Observer {
    std::size_t at_start = 0;
    std::size_t at_end = 0;
    std::uint64_t from = 2;

    void step(const StepEvent& event) override {
        if (event.step == from) at_start = allocation_count();
        at_end = allocation_count();
    }
};

std::size_t allocations_of_steps(const TrainingOptions& options) {
    Trainee trainee;
    trainee.options = options;
    trainee.options.loss = Loss::cross_entropy;
    trainee.options.epochs = 1;
    trainee.training = clouds(400);
    Counter counter;
    trainee.run(counter);
    REQUIRE(counter.at_start > 0);
    return counter.at_end - counter.at_start;
}

}  // namespace

TEST_CASE("a step allocates nothing, with any optimizer, alone or in a batch") {
    for (const OptimizerInfo& info : builtin().list()) {
        for (const std::uint64_t batch : {1, 16}) {
            CAPTURE(info.name, batch);
            CHECK(allocations_of_steps({.optimizer = info.name, .batch_size = batch, .threads = {1}}) == 0);
        }
    }
}

TEST_CASE("a step with clipping, decay and a schedule allocates nothing") {
    CHECK(allocations_of_steps({.optimizer = "adam",
                                .batch_size = 16,
                                .schedule = parse_schedule("cosine:warmup=0.1"),
                                .weight_decay = 0.1,
                                .clip_norm = 1,
                                .clip_value = 0.5,
                                .threads = {1}}) == 0);
}
