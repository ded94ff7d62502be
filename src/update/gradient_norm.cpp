#include "update/gradient_norm.h"

#include <cmath>
#include <numeric>

#include "network/layout.h"

namespace descent::update {
namespace {

constexpr std::size_t width = network::lane_count;

double sum_of_squares(const float* values) {
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    return sum;
}

}  // namespace

double norm_of(std::span<const float> values) {
    double sum = 0;
    for (std::size_t i = 0; i + width <= values.size(); i += width) sum += sum_of_squares(values.data() + i);
    return std::sqrt(sum);
}

void GradientNorm::begin(std::size_t size) {
    squares_.assign(size / width, 0);
    measures_ = true;
}

void GradientNorm::add(std::size_t offset, std::span<const float> stretch) {
    for (std::size_t i = 0; i < stretch.size(); i += width) {
        squares_[(offset + i) / width] = sum_of_squares(stretch.data() + i);
    }
}

double GradientNorm::end() {
    measures_ = false;
    return std::sqrt(std::accumulate(squares_.begin(), squares_.end(), 0.0));
}

}  // namespace descent::update
