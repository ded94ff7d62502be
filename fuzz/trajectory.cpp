// Foreign bytes as the trajectory of another implementation, which gradient descent is to follow.

#include "update/conformance/trajectory.h"

#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const Registry registry = builtin_optimizers();
    fuzz::read_or_refuse([&] {
        const update::conformance::Subject subject{
            .registry = registry, .name = "gd", .trajectory = {reinterpret_cast<const char*>(bytes), size}};
        const auto outcome = update::conformance::follow_trajectory(subject);
        fuzz::require(outcome.detail.size() < 4000);
    });
    return 0;
}
