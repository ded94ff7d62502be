// The model of a step's time on cores that are not here.
#include "programs/time_model.h"

#include "support/catch.h"

namespace descent::bench {
namespace {

/// A workload of two seconds on one core, in plenty of tasks, that moves no bytes.
Plan endless() {
    Plan plan;
    plan.flops = 1e11;
    plan.tasks[0] = plan.tasks[1] = 1 << 20;
    plan.shares_of_work[0] = plan.shares_of_work[1] = 0.5;
    plan.fork_joins = 2;
    return plan;
}
constexpr Measured perfect = {.seconds_on_one = 2, .seconds_on_two = 1, .fork_join = 1e-6, .bandwidth = 1e10};

}  // namespace

TEST_CASE("Arithmetic that is cut finely scales with the cores") {
    const TimeModel model(endless(), perfect, {});
    CHECK(model.seconds(2) == Approx(1).epsilon(1e-3));
    CHECK(model.seconds(64) == Approx(2.0 / 64).epsilon(1e-2));
    CHECK(model.limit(64) == "arithmetic");
}

TEST_CASE("Cores without a task do not help") {
    Plan plan = endless();
    plan.tasks[0] = plan.tasks[1] = 4;
    const TimeModel model(plan, perfect, {});
    CHECK(model.seconds(4) == Approx(0.5).epsilon(1e-3));
    CHECK(model.seconds(128) == Approx(0.5).epsilon(1e-3));
    CHECK_THAT(model.limit(128), ContainsSubstring("4 tasks"));
}

TEST_CASE("Bytes scale until a node's bandwidth is used up, and with further nodes") {
    Plan plan = endless();
    plan.memory_bytes = 1e10;  // one of the two seconds
    const TimeModel model(plan, perfect, {.node_cores = 32, .saturating_cores = 8});
    CHECK(model.seconds(8) == Approx(2.0 / 8).epsilon(1e-2));
    CHECK(model.seconds(32) == Approx(1.0 / 8 + 1.0 / 32).epsilon(1e-2));
    CHECK(model.seconds(64) == Approx(1.0 / 16 + 1.0 / 64).epsilon(1e-2));
    CHECK(model.limit(32) == "memory's bandwidth");
}

TEST_CASE("What two cores show and nothing explains is serial") {
    Measured measured = perfect;
    measured.seconds_on_two = 1.4;
    const TimeModel model(endless(), measured, {});
    CHECK(model.seconds(2) == Approx(1.4).epsilon(1e-3));
    CHECK(model.seconds(128) == Approx(0.4 + 2.0 / 128).epsilon(1e-2));
    CHECK_THAT(model.limit(128), ContainsSubstring("serial"));
}

TEST_CASE("A step that is too small to share takes the time of one core") {
    Plan plan = endless();
    plan.shares = false;
    CHECK(TimeModel(plan, perfect, {}).seconds(64) == 2);
    Measured tiny = perfect;
    tiny.fork_join = 3;
    const TimeModel model(endless(), tiny, {});
    CHECK(model.seconds(64) == 2);
    CHECK(model.limit(64) == "too small: one core is faster");
}

TEST_CASE("Plans follow the shape of the workload") {
    CHECK(plan_of(workload("W3"), false).tasks[0] == 64);          // pieces of 60,000 patterns
    CHECK_FALSE(plan_of(workload("W2"), false).shares);            // one pattern
    CHECK(plan_of(workload("W4"), false).tasks[0] == 256.0 / 16);  // patterns in rows of tiles
    CHECK(plan_of(workload("W5"), true).memory_bytes > plan_of(workload("W5"), false).memory_bytes);
    CHECK(plan_of(workload("W1"), false).memory_bytes == 64 * 784);  // weights stay in cache
}

}  // namespace descent::bench
