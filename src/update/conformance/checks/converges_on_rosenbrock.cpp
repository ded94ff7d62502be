#include "update/conformance/convergence.h"

namespace descent::update::conformance {
namespace {

Outcome check_converges_on_rosenbrock(const Subject& subject) {
    const network::Layout layout = layout_of(3, {2});
    return converges(subject, layout, 3000, 0.2, *function_on(layout, "rosenbrock"));
}

}  // namespace

extern const Check converges_on_rosenbrock;
const Check converges_on_rosenbrock = {
    "converges_on_rosenbrock",
    "With the best learning rate of its range it comes down into Rosenbrock's valley: the "
    "loss falls to a fifth within 3000 steps.",
    check_converges_on_rosenbrock};

}  // namespace descent::update::conformance
