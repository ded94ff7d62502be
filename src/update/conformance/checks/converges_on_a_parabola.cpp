#include "objective/functions/parabola.h"
#include "update/conformance/convergence.h"

namespace descent::update::conformance {
namespace {

Outcome check_converges_on_a_parabola(const Subject& subject) {
    const network::Layout layout = layout_of(3, {2});
    return converges(subject, layout, 1000, 0.01, *objective::make_parabola(layout.parameters, 1));
}

}  // namespace

extern const Check converges_on_a_parabola;
const Check converges_on_a_parabola = {
    "converges_on_a_parabola",
    "With the best learning rate of its range it lowers the loss of a round parabola to a "
    "hundredth within 1000 steps.",
    check_converges_on_a_parabola};

}  // namespace descent::update::conformance
