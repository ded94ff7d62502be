#include "reproduction/scikit_stop.h"

#include <algorithm>
#include <limits>

namespace descent::reproduction {

const study::CurvePoint& stop_of_scikit(const std::vector<study::CurvePoint>& curve) {
    constexpr double tolerance = 1e-4;
    constexpr int patience = 10;
    double lowest = std::numeric_limits<double>::infinity();
    int without = 0;
    for (const study::CurvePoint& point : curve) {
        without = point.loss > lowest - tolerance ? without + 1 : 0;
        lowest = std::min(lowest, point.loss);
        if (without > patience) return point;
    }
    return curve.back();
}

}  // namespace descent::reproduction
