// The model of a step's time on cores that are not here.
#include "programs/time_model.h"

#include "support/catch.h"

namespace descent::bench {
namespace {

/// A step in two phases, cut so finely that every core has as much.
Plan endless(std::size_t cores) {
    const Phase phase{.tasks = 1 << 20, .flops = 5e10, .busiest = 1 / static_cast<double>(cores)};
    return {.phases = {phase, phase}, .flops = 1e11};
}
constexpr Measured machine = {.fork_join = 1e-6, .bandwidth = {1e10, 2e10}};

double seconds(const Plan& plan, std::size_t cores, const Measured& measured = machine) {
    return TimeModel(plan, 2, cores, measured, {.node_cores = 32, .saturating_cores = 8}).seconds();
}

std::string limit(const Plan& plan, std::size_t cores, const Measured& measured = machine) {
    return TimeModel(plan, 2, cores, measured, {.node_cores = 32, .saturating_cores = 8}).limit();
}

}  // namespace

TEST_CASE("Arithmetic that is cut finely scales with the cores, as far as they keep their clock") {
    CHECK(seconds(endless(2), 2) == Approx(1).epsilon(1e-3));
    CHECK(seconds(endless(64), 64) == Approx(2.0 / 64).epsilon(1e-2));
    CHECK(limit(endless(64), 64) == "arithmetic");
    Measured slower = machine;
    slower.clock = 1.1;
    CHECK(seconds(endless(2), 2, slower) == Approx(1.1).epsilon(1e-3));
}

TEST_CASE("The busiest core is waited for, and cores without a task do not help") {
    Plan plan = endless(128);
    plan.phases[0] = {.tasks = 4, .flops = 5e10, .busiest = 0.25};
    CHECK(seconds(plan, 128) == Approx(0.25 + 1.0 / 128).epsilon(1e-2));
    CHECK_THAT(limit(plan, 128), ContainsSubstring("4 tasks"));
}

TEST_CASE("Bytes scale until a node's bandwidth is used up, and with further nodes") {
    Plan plan = endless(32);
    plan.input_bytes = 1e10;  // one of the two seconds
    CHECK(seconds(plan, 32) == Approx(1.0 / 8 + 1.0 / 32).epsilon(1e-2));
    CHECK(limit(plan, 32) == "memory's bandwidth");
    plan.phases[0].busiest = plan.phases[1].busiest = 1.0 / 64;
    CHECK(seconds(plan, 64) == Approx(1.0 / 16 + 1.0 / 64).epsilon(1e-2));
    Measured narrow = machine;
    narrow.bandwidth[1] = narrow.bandwidth[0];  // one core uses it up
    CHECK(seconds(plan, 2, narrow) > 1);
}

TEST_CASE("Weights come from memory where the last cache does not hold them") {
    Plan plan = endless(2);
    plan.weight_bytes = 1e10;
    plan.array_bytes = 1 << 20;
    CHECK(seconds(plan, 32) == Approx(1).epsilon(1e-3));
    plan.array_bytes = 1 << 30;
    CHECK(seconds(plan, 32) == Approx(0.5 + 1.0 / 8).epsilon(1e-2));
}

TEST_CASE("Lines that another core has written come along with the work, as many as its cache holds") {
    Plan plan = endless(2);
    Measured far = machine;
    far.line = 1e-4;
    plan.phases[0].fetched = 64 * 4000;
    CHECK(seconds(plan, 2, far) == Approx(1).epsilon(1e-3));
    plan.phases[0].fetched = 64 * 7000;
    CHECK(seconds(plan, 2, far) == Approx(1.2).epsilon(1e-3));
    CHECK(limit(plan, 2, far) == "lines from other cores");
    plan.phases[0].fetched = 1e12;
    far.second_cache = 1e12;
    CHECK(seconds(plan, 2, far) == 2);  // one core is faster
    far.second_cache = 64 * 9000;
    CHECK(seconds(plan, 2, far) == Approx(1.4).epsilon(1e-3));
}

TEST_CASE("A step that is too small to share takes the time of one core") {
    Plan plan = endless(64);
    plan.shares = false;
    CHECK(seconds(plan, 64) == 2);
    Measured slow = machine;
    slow.fork_join = 3;
    CHECK(seconds(endless(64), 64, slow) == 2);
    CHECK(limit(endless(64), 64, slow) == "too small: one core is faster");
}

}  // namespace descent::bench
