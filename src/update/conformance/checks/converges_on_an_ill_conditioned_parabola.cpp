#include "objective/functions/parabola.h"
#include "update/conformance/convergence.h"

namespace descent::update::conformance {
namespace {

Outcome check_converges_on_an_ill_conditioned_parabola(const Subject& subject) {
    const network::Layout layout = layout_of(3, {2});
    return converges(subject, layout, 2000, 0.1, *objective::make_parabola(layout.parameters, 1000));
}

}  // namespace

extern const Check converges_on_an_ill_conditioned_parabola;
const Check converges_on_an_ill_conditioned_parabola = {
    "converges_on_an_ill_conditioned_parabola",
    "With the best learning rate of its range it lowers the loss of a parabola whose "
    "curvatures differ by a factor of 1000 to a tenth within 2000 steps.",
    check_converges_on_an_ill_conditioned_parabola};

}  // namespace descent::update::conformance
