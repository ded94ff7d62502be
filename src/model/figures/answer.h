#pragma once
/// \file
/// What a model said of one pattern of known class.
///
///     const Answer answer = answer_of(outputs_of_pattern, label);

#include <descent/evaluation.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace descent::model {

/// The first of the largest outputs; `no_class` when all are NaN.
template <class Number>
std::uint32_t predicted_class(std::span<const Number> outputs) {
    std::uint32_t found = no_class;
    for (std::uint32_t i = 0; i < outputs.size(); ++i) {
        if (std::isnan(outputs[i])) continue;
        if (found == no_class || outputs[i] > outputs[found]) found = i;
    }
    return found;
}

struct Answer {
    std::uint32_t truth = 0;
    std::uint32_t predicted = 0;
    /// Outputs that come before the true class's own: the larger ones, and equal ones of an earlier class; all of them
    /// when its own is NaN.
    std::size_t before = 0;
    float own = 0;   ///< output of the true class
    float last = 0;  ///< output of the last class: of two, the one that a threshold is put on
};

Answer answer_of(std::span<const float> outputs, std::uint32_t truth);

}  // namespace descent::model
