#pragma once
/// \file
/// The sums extension: numbers of all parameters added up before a step, in one order for any team.

#include <algorithm>
#include <array>
#include <vector>

#include "update/blocks.h"
#include "update/host/instance.h"

namespace descent::update {

class Sums {
public:
    /// Of a rule that has the extension.
    Sums(const Instance& instance, const network::Layout& layout);

    /// [inside a step] Where the numbers of a block go: sums[sum][lane] of `measure(sums)`.
    template <class Measure>
    void measure(std::size_t block, Measure&& measure) {
        std::array<double, DESCENT_MOST_SUMS * DESCENT_LANES> local{};
        measure(local.data());
        for (std::size_t m = 0; m < count_; ++m) {
            std::copy_n(local.begin() + static_cast<std::ptrdiff_t>(m * DESCENT_LANES), DESCENT_LANES,
                        lanes_[m * blocks_ + block].begin());
        }
    }

    /// [one thread] The sums, [count]; uses the lanes up.
    const double* add_up_all();

private:
    std::size_t count_, blocks_;
    std::vector<Lanes> lanes_;  // [count][blocks]
    std::array<double, DESCENT_MOST_SUMS> sums_{};
};

}  // namespace descent::update
