// What the model of a step's time assumes of the engine is what the engine does.
#include "programs/step_plan.h"

#include "support/catch.h"
#include "support/trainer.h"

namespace descent::bench {
namespace {

std::vector<std::size_t> forks_of_plan(const Workload& workload, std::size_t cores) {
    std::vector<std::size_t> tasks;
    for (const Phase& phase : plan_of(workload, false, cores).phases) {
        if (phase.forks()) tasks.push_back(phase.tasks);
    }
    return tasks;
}

std::vector<std::size_t> forks_of_engine(const Workload& workload, std::size_t cores) {
    parallel::Team team(cores);
    const Dataset data = make_data(workload);
    Trainer trainer(workload, data, "gd", team, inspect_machine().chosen);
    std::vector<std::size_t> tasks;
    team.record(&tasks);
    trainer.step();
    return tasks;
}

}  // namespace

TEST_CASE("The plan of a step has the forks and tasks that the engine makes") {
    for (const char* name : {"W1", "W4", "W7", "W8"}) {
        Workload small = workload(name);
        small.patterns = std::min<std::size_t>(small.patterns, 10'000);
        for (const std::size_t batch : {small.batch, std::size_t{16}}) {
            small.batch = batch;
            for (const std::size_t cores : {2, 8, 16, 64}) {
                INFO(name << ", batch " << batch << ", " << cores << " cores");
                if (!plan_of(small, false, cores).shares) continue;
                CHECK(forks_of_plan(small, cores) == forks_of_engine(small, cores));
            }
        }
    }
}

TEST_CASE("Plans follow the shape of the workload") {
    CHECK(plan_of(workload("W3"), false, 2).phases.front().tasks == 64);  // pieces of 60,000 patterns
    CHECK_FALSE(plan_of(workload("W2"), false, 2).shares);                // one pattern
    CHECK(plan_of(workload("W5"), true, 2).weight_bytes > plan_of(workload("W5"), false, 2).weight_bytes);
    CHECK(plan_of(workload("W8"), false, 2).phases.front().busiest == Approx(0.52));  // 48 and 52 patterns
    CHECK(plan_of(workload("W1"), false, 64).phases.size() > plan_of(workload("W1"), false, 2).phases.size());
    for (const Workload& each : workloads()) {
        const double flops = each.flops_per_pattern() * static_cast<double>(each.batch);
        for (const std::size_t cores : {2, 64}) {
            CHECK(plan_of(each, false, cores).flops == Approx(flops).epsilon(1e-9));
        }
    }
}

}  // namespace descent::bench
