#include "network/output_range.h"

#include <activation_formulas.h>

#include <limits>

namespace descent::network {
namespace {

/// Formulas name the ends that are finite.
template <class Formula>
OutputRange range_of() {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    OutputRange range{-infinity, infinity};
    if constexpr (requires { Formula::smallest; }) range.smallest = Formula::smallest;
    if constexpr (requires { Formula::largest; }) range.largest = Formula::largest;
    return range;
}

}  // namespace

OutputRange output_range(Activation activation) {
    switch (activation) {
#define DESCENT_RANGE(name, Formula, number, onnx_operator) \
    case Activation::name: return range_of<Formula>();
        DESCENT_ACTIVATIONS(DESCENT_RANGE)
#undef DESCENT_RANGE
    }
    return range_of<Identity>();
}

}  // namespace descent::network
