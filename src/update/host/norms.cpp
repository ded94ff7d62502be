#include "update/host/norms.h"

#include <cmath>

namespace descent::update {

Norms::Norms(const Instance& instance, const network::Layout& layout)
    : blocks_(cut_into_blocks(layout)), squares_(instance.norms()->measure_count, blocks_.size()) {}

Norms::Squares::Values Norms::norms_of(std::size_t first, std::size_t end) {
    Squares::Values norms = squares_.add_up_blocks(first, end);
    for (double& norm : norms) norm = std::sqrt(norm);
    return norms;
}

}  // namespace descent::update
