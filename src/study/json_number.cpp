#include "study/json_number.h"

#include <cmath>
#include <limits>

namespace descent::study {

Json json_number(double value) {
    if (std::isnan(value)) return nullptr;
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return value;
}

double number_of(const Json& value) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    if (value.is_number()) return value.get<double>();
    if (value == "inf") return infinite;
    if (value == "-inf") return -infinite;
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace descent::study
