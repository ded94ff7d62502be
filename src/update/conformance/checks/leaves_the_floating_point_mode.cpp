#include "base/text.h"
#include "update/conformance/bench.h"
#include "update/host/inside.h"
#include "update/plugin_loader.h"

namespace descent::update::conformance {
namespace {

/// What its functions do in a run, from the first to the last; "" when none changes the mode.
std::string change_in_a_run(const Subject& subject) {
    take_change_of_mode();  // what other checks did
    {
        Bench bench(subject, usual_layout());
        if (take_change_of_mode()) return "making an instance of it";
        NoisyParabola problem(bench.layout());
        bench.start_at(problem);
        for (int i = 1; i <= 3; ++i) {
            bench.step(problem);
            if (take_change_of_mode()) return "step " + to_text(i);
        }
    }
    return take_change_of_mode() ? "the function `destroy`" : "";
}

Outcome check_leaves_the_floating_point_mode(const Subject& subject) {
    const std::string file = subject.registry.info(subject.name).file;
    const std::string before = change_of_mode(file);
    if (before == "loading") {
        return failed(
            "loading " + file +
            " changed how numbers are rounded or denormals treated: it was linked with -ffast-math, or with a "
            "library that was");
    }
    const std::string what = before.empty() ? change_in_a_run(subject) : before + " " + file;
    return what.empty() ? passed() : failed(what + " changed how numbers are rounded or denormals treated");
}

}  // namespace

extern const Check leaves_the_floating_point_mode;
const Check leaves_the_floating_point_mode = {
    "leaves_the_floating_point_mode",
    "Neither loading it nor any of its functions changes how the processor rounds and treats denormals: "
    "that would change the bits of every other rule.",
    check_leaves_the_floating_point_mode};

}  // namespace descent::update::conformance
