// What is particular to RMSprop.
#include <cmath>
#include <vector>

#include "double_run.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "trajectories.h"

using namespace descent;
using namespace descent::test;

namespace {

/// The lowest v - m^2 that rounding makes of a constant gradient, by the formula in float.
float lowest_difference(float gradient) {
    float square = 0, mean = 0, lowest = 0;
    for (int t = 0; t < 5000; ++t) {
        square = 0.99F * square + 0.01F * gradient * gradient;
        mean = 0.99F * mean + 0.01F * gradient;
        lowest = std::min(lowest, square - mean * mean);
    }
    return lowest;
}

}  // namespace

TEST_CASE("the variance of centered rmsprop is never negative, so a constant gradient leaves weights finite") {
    const Registry registry = builtin_optimizers();
    const network::Layout layout = small_layout();
    const std::vector<std::size_t> places = small_places();
    int negative = 0;
    for (const std::string variant : {"torch", "keras"}) {
        update::Optimizer optimizer(registry, "rmsprop",
                                    {{"centered", "yes"}, {"variant", variant}, {"epsilon", "1e-16"}}, layout,
                                    inspect_machine().chosen);
        AlignedBuffer<float> weights(layout.size), gradient(layout.size);
        for (std::size_t i = 0; i < places.size(); ++i) {
            gradient.span()[places[i]] = 0.1F + 0.37F * static_cast<float>(i);
            negative += lowest_difference(gradient.span()[places[i]]) < 0 ? 1 : 0;
        }
        parallel::Team alone(1);
        for (int t = 0; t < 5000; ++t) {
            optimizer.begin_step(1e-8);
            optimizer.apply_whole(weights.span(), gradient.span(), alone);
        }
        for (const std::size_t place : places) CHECK(std::isfinite(weights.span()[place]));
    }
    CHECK(negative > 0);  // there is something to guard against
}
