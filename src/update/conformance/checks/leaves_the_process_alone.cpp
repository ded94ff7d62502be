#include "update/conformance/bench.h"
#include "update/plugin_loader.h"

namespace descent::update::conformance {
namespace {

/// Every other check fails too where a step that it makes changes something: `run` sees to that.
Outcome check_leaves_the_process_alone(const Subject& subject) {
    for (const OptimizerInfo& part : subject.registry.parts(subject.name)) {
        const std::string change = change_by_loading(part.file);
        if (!change.empty()) return failed(change);
    }
    Bench bench(subject, usual_layout());
    NoisyParabola problem(bench.layout());
    bench.start_at(problem);
    for (int i = 0; i < 20; ++i) bench.step(problem);
    return passed();
}

}  // namespace

extern const Check leaves_the_process_alone;
const Check leaves_the_process_alone = {
    "leaves_the_process_alone",
    "Neither loading it nor any of its functions changes how the processor rounds and treats denormals, which would "
    "change the bits of every other rule, nor what the program does on Ctrl-C and other signals.",
    check_leaves_the_process_alone};

}  // namespace descent::update::conformance
