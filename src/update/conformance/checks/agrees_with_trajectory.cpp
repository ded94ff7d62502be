#include "update/conformance/bench.h"

#include "update/conformance/trajectory.h"

namespace descent::update::conformance {
namespace {

Outcome check_agrees_with_trajectory(const Subject& subject) {
    if (subject.trajectory.empty()) return skipped("no trajectory was given");
    return follow_trajectory(subject);
}

}  // namespace

extern const Check agrees_with_trajectory;
const Check agrees_with_trajectory = {"agrees_with_trajectory",
                                      "It follows the trajectory of the given file, to 1e-9 in double (where the "
                                      "rule has loops in double) and 1e-4 in float.",
                                      check_agrees_with_trajectory};

}  // namespace descent::update::conformance
