#include "data/group_split.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include <descent/error.h>

#include "data/shuffle.h"

namespace descent::data {
namespace {

/// How many patterns of a class a group has, for the classes that it has.
using Counts = std::map<std::uint32_t, double>;

class Parts {
public:
    Parts(std::span<const std::uint32_t> groups, std::span<const std::uint32_t> labels, double fraction) {
        std::map<std::uint32_t, Counts> counts;
        for (std::size_t p = 0; p < groups.size(); ++p) {
            ++counts[groups[p]][labels[p]];
            missing_[labels[p]] += fraction;
        }
        for (auto& [group, of_group] : counts) {
            numbers_.push_back(group);
            counts_.push_back(std::move(of_group));
        }
        held_.resize(counts_.size());
    }

    std::size_t size() const { return counts_.size(); }
    bool is_held(std::uint32_t group) const {
        return held_[static_cast<std::size_t>(std::ranges::lower_bound(numbers_, group) - numbers_.begin())];
    }

    /// What moving the group to the other part adds to sum over classes of (share - held out)^2.
    double change(std::size_t g) const {
        double sum = 0;
        for (const auto& [label, count] : counts_[g]) {
            const double moved = held_[g] ? -count : count;
            sum += moved * (moved - 2 * missing_.at(label));
        }
        return sum;
    }

    bool can_move(std::size_t g) const { return held_[g] ? held_groups_ > 1 : held_groups_ + 1 < size(); }

    void move(std::size_t g) {
        for (const auto& [label, count] : counts_[g]) missing_[label] += held_[g] ? count : -count;
        held_[g] = !held_[g];
        held_groups_ = held_[g] ? held_groups_ + 1 : held_groups_ - 1;
    }

    bool none_held() const { return held_groups_ == 0; }

private:
    std::vector<std::uint32_t> numbers_;  // in order
    std::vector<Counts> counts_;
    std::map<std::uint32_t, double> missing_;  // by class: its share less what is held out
    std::vector<bool> held_;
    std::size_t held_groups_ = 0;
};

std::vector<std::uint32_t> drawn_order(std::size_t size, std::uint64_t seed) {
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0u);
    RandomStream stream(seed, "split");
    shuffle(order, stream);
    return order;
}

/// Each move brings the sum of squares down, so this ends.
void move_groups(Parts& parts, const std::vector<std::uint32_t>& order) {
    constexpr double least = 1e-6;  // beyond what rounding makes of no change
    bool moved = true;
    while (moved) {
        moved = false;
        for (const std::size_t g : order) {
            if (!parts.can_move(g) || parts.change(g) > -least) continue;
            parts.move(g);
            moved = true;
        }
    }
}

}  // namespace

HeldOut split_groups(std::span<const std::uint32_t> groups, std::span<const std::uint32_t> labels, double fraction,
                     std::uint64_t seed) {
    Parts parts(groups, labels, fraction);
    if (parts.size() < 2) throw UsageError("group_by", "all patterns are in one group, so none can be held out");
    const std::vector<std::uint32_t> order = drawn_order(parts.size(), seed);
    move_groups(parts, order);
    if (parts.none_held()) {
        parts.move(*std::ranges::min_element(order, {}, [&](std::size_t g) { return parts.change(g); }));
    }
    HeldOut held(groups.size());
    for (std::size_t p = 0; p < groups.size(); ++p) held[p] = parts.is_held(groups[p]);
    return held;
}

std::size_t count_groups(std::span<const std::uint32_t> groups) {
    std::vector<std::uint32_t> sorted(groups.begin(), groups.end());
    std::ranges::sort(sorted);
    return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

}  // namespace descent::data
