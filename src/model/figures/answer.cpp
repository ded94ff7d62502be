#include "model/figures/answer.h"

#include <descent/evaluation.h>

#include <cmath>

namespace descent::model {
namespace {

std::size_t rank(std::span<const float> outputs, std::uint32_t truth) {
    const float own = outputs[truth];
    if (std::isnan(own)) return outputs.size();
    std::size_t before = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) before += outputs[i] > own || (outputs[i] == own && i < truth);
    return before;
}

}  // namespace

std::uint32_t predicted_class(std::span<const float> outputs) {
    std::uint32_t found = no_class;
    for (std::uint32_t i = 0; i < outputs.size(); ++i) {
        if (std::isnan(outputs[i])) continue;
        if (found == no_class || outputs[i] > outputs[found]) found = i;
    }
    return found;
}

Answer answer_of(std::span<const float> outputs, std::uint32_t truth) {
    return {.truth = truth,
            .predicted = predicted_class(outputs),
            .before = rank(outputs, truth),
            .own = outputs[truth],
            .last = outputs.back()};
}

}  // namespace descent::model
