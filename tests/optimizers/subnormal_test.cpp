// What a rule remembers of gradients that have become 0 is forgotten, and does not slow it down for ever.
#include <algorithm>
#include <cmath>

#include "base/aligned_buffer.h"
#include "parallel/team.h"
#include "rules.h"
#include "support/catch.h"
#include "trajectories.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::test;

namespace {

/// The state after one gradient so small that its averages soon fall below the normal numbers, and 20,000 of 0.
std::vector<float> state_after_zeros(update::Optimizer& optimizer, const network::Layout& layout) {
    AlignedBuffer<float> weights(layout.size), gradient(layout.size);
    parallel::Team alone(1);
    for (int t = 0; t < 20000; ++t) {
        for (const std::size_t place : small_places()) gradient.span()[place] = t == 0 ? 1e-15F : 0.0F;
        optimizer.begin_step(0.001);
        optimizer.apply_whole(weights.span(), gradient.span(), alone);
    }
    std::vector<float> state;
    for (const std::string& name : optimizer.slot_names()) {
        std::ranges::copy(optimizer.slot(name), std::back_inserter(state));
    }
    return state;
}

}  // namespace

TEST_CASE("no rule keeps subnormal numbers where gradients have become 0") {
    const Registry registry = builtin_optimizers();
    const network::Layout layout = small_layout();
    for (const RuleRow& row : rule_table()) {
        for (const Settings& settings : row.settings) {
            CAPTURE(row.name, settings);
            update::Optimizer optimizer(registry, row.name, settings, layout, inspect_machine().chosen);
            if (optimizer.needs_closure()) continue;
            const std::vector<float> state = state_after_zeros(optimizer, layout);
            CHECK(std::ranges::none_of(state, [](float x) { return std::fpclassify(x) == FP_SUBNORMAL; }));
        }
    }
}
