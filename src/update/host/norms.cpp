#include "update/host/norms.h"

#include <cmath>

namespace descent::update {

Norms::Norms(const Instance& instance, const network::Layout& layout)
    : measures_(instance.norms()->measure_count), blocks_(cut_into_blocks(layout)), sums_(blocks_.size() * measures_) {}

Norms::Values Norms::norms_of(std::size_t first, std::size_t end) {
    Values norms{};
    for (std::size_t m = 0; m < measures_; ++m) {
        norms[m] = std::sqrt(add_up(std::span(sums_).subspan(m * blocks_.size() + first, end - first)));
    }
    return norms;
}

}  // namespace descent::update
