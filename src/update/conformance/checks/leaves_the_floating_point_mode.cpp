#include "base/text.h"
#include "update/conformance/bench.h"
#include "update/host/inside.h"
#include "update/plugin_loader.h"

namespace descent::update::conformance {
namespace {

Outcome check_leaves_the_floating_point_mode(const Subject& subject) {
    const std::string file = subject.registry.info(subject.name).file;
    if (loading_changed_mode(file)) {
        return failed(
            "loading " + file +
            " changed how numbers are rounded or denormals treated: it was linked with -ffast-math, or with a "
            "library that was");
    }
    take_change_of_mode();  // what other checks did
    Bench bench(subject, usual_layout());
    NoisyParabola problem(bench.layout());
    bench.start_at(problem);
    for (int i = 1; i <= 3; ++i) {
        bench.step(problem);
        if (take_change_of_mode()) return failed("step " + to_text(i) + " changed the mode");
    }
    return passed();
}

}  // namespace

extern const Check leaves_the_floating_point_mode;
const Check leaves_the_floating_point_mode = {
    "leaves_the_floating_point_mode",
    "Neither loading it nor a step changes how the processor rounds and treats denormals: "
    "that would change the bits of every other rule.",
    check_leaves_the_floating_point_mode};

}  // namespace descent::update::conformance
