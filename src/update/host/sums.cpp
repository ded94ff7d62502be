#include "update/host/sums.h"

#include <span>

namespace descent::update {

Sums::Sums(const Instance& instance, const network::Layout& layout)
    : count_(instance.sums()->sum_count), blocks_(cut_into_blocks(layout).size()), lanes_(count_ * blocks_) {}

const double* Sums::add_up_all() {
    for (std::size_t m = 0; m < count_; ++m) sums_[m] = add_up(std::span(lanes_).subspan(m * blocks_, blocks_));
    return sums_.data();
}

}  // namespace descent::update
