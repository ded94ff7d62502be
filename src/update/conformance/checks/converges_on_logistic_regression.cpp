#include "update/conformance/convergence.h"

namespace descent::update::conformance {
namespace {

Outcome check_converges_on_logistic_regression(const Subject& subject) {
    const network::Layout layout = layout_of(3, {2});
    return converges(subject, layout, 500, 0.1, *function_on(layout, "logistic"));
}

}  // namespace

extern const Check converges_on_logistic_regression;
const Check converges_on_logistic_regression = {
    "converges_on_logistic_regression",
    "With the best learning rate of its range it closes nine tenths of the gap to the lowest "
    "loss of a logistic regression within 500 steps.",
    check_converges_on_logistic_regression};

}  // namespace descent::update::conformance
