#include "data/group_split.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include <descent/error.h>

#include "data/group_parts.h"
#include "data/shuffle.h"

namespace descent::data {
namespace {

/// Looks for groups to hold out, from none on. Each move makes the flaws less, so the search ends.
class GroupSearch {
public:
    GroupSearch(GroupParts& parts, std::uint64_t seed) : parts_(parts), turn_(parts.size()) {
        std::vector<std::uint32_t> drawn(parts.size());
        std::iota(drawn.begin(), drawn.end(), 0u);
        RandomStream stream(seed, "split");
        shuffle(drawn, stream);
        order_.assign(drawn.begin(), drawn.end());
        for (std::size_t i = 0; i < order_.size(); ++i) turn_[order_[i]] = i;
    }

    void run() {
        approach_shares();
        for (std::size_t label = 0; label < parts_.classes(); ++label) {
            if (parts_.is_unmeasured(label)) measure(label);
        }
        if (parts_.held_groups() == 0) parts_.move(best(order_).group);
        approach_shares();
    }

private:
    struct Move {
        std::size_t group, other;  // the same where one group moves
        Flaws flaws;
    };

    /// Moves groups in turns, while the classes get closer to their shares and none loses its place in a part.
    void approach_shares() {
        constexpr double least = 1e-6;  // beyond what rounding makes of no change
        bool moved = true;
        while (moved) {
            moved = false;
            for (const std::size_t g : order_) {
                if (!parts_.can_move(g)) continue;
                const Flaws flaws = parts_.change(g);
                if (flaws.unlearnable > 0 || flaws.unmeasured > 0 || flaws.distance > -least) continue;
                parts_.move(g);
                moved = true;
            }
        }
    }

    /// Holds out a group with this class, if need be in the place of another one.
    void measure(std::size_t label) {
        const std::vector<std::size_t> groups = parts_.groups_with(label);
        Move move = best(groups);
        if (!(move.flaws < Flaws{})) move = best_exchange(groups);
        if (!(move.flaws < Flaws{})) return;
        parts_.move(move.group);
        if (move.other != move.group) parts_.move(move.other);
    }

    /// Of equal ones the first in turn.
    bool is_better(const Move& a, const Move& b) const {
        if (a.flaws != b.flaws) return a.flaws < b.flaws;
        return std::pair(turn_[a.group], turn_[a.other]) < std::pair(turn_[b.group], turn_[b.other]);
    }

    Move best(const std::vector<std::size_t>& groups) const {
        Move best{groups[0], groups[0], parts_.change(groups[0])};
        for (const std::size_t g : groups) {
            const Move move{g, g, parts_.change(g)};
            if (is_better(move, best)) best = move;
        }
        return best;
    }

    /// One of the groups, for one whose classes the first would hold out whole.
    Move best_exchange(const std::vector<std::size_t>& groups) {
        Move best{groups[0], groups[0], {}};
        for (const std::size_t g : groups) {
            const Flaws first = parts_.change(g);
            parts_.move(g);
            for (const std::size_t label : parts_.classes_in(g)) {
                if (!parts_.is_unlearnable(label)) continue;
                for (const std::size_t other : parts_.groups_with(label)) {
                    const Move move{g, other, first + parts_.change(other)};
                    if (other != g && is_better(move, best)) best = move;
                }
            }
            parts_.move(g);
        }
        return best;
    }

    GroupParts& parts_;
    std::vector<std::size_t> order_;  // drawn by the seed
    std::vector<std::size_t> turn_;   // of each group, in that order
};

}  // namespace

HeldOut split_groups(std::span<const std::uint32_t> groups, std::span<const std::uint32_t> labels, double fraction,
                     std::uint64_t seed) {
    GroupParts parts(groups, labels, fraction);
    if (parts.size() < 2) throw UsageError("group_by", "all patterns are in one group, so none can be held out");
    GroupSearch(parts, seed).run();
    HeldOut held(groups.size());
    for (std::size_t p = 0; p < groups.size(); ++p) held[p] = parts.is_held(parts.position_of(groups[p]));
    return held;
}

std::size_t count_groups(std::span<const std::uint32_t> groups) {
    std::vector<std::uint32_t> sorted(groups.begin(), groups.end());
    std::ranges::sort(sorted);
    return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

}  // namespace descent::data
