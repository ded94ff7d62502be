#include "model/figures/answer.h"

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

Answer answer_of(std::span<const float> outputs, std::uint32_t truth) {
    return {.truth = truth,
            .predicted = predicted_class(outputs),
            .before = rank(outputs, truth),
            .own = outputs[truth],
            .last = outputs.back()};
}

}  // namespace descent::model
