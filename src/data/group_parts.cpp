#include "data/group_parts.h"

#include <algorithm>
#include <map>

namespace descent::data {

GroupParts::GroupParts(std::span<const std::uint32_t> groups, std::span<const std::uint32_t> labels, double fraction) {
    std::map<std::uint32_t, std::map<std::size_t, double>> counts;
    for (std::size_t p = 0; p < groups.size(); ++p) ++counts[groups[p]][labels[p]];
    if (!labels.empty()) classes_.resize(std::size_t{std::ranges::max(labels)} + 1);
    for (const auto& [number, of_group] : counts) {
        Group group{.number = number, .counts = {}, .held = false};
        for (const auto& [label, patterns] : of_group) {
            group.counts.push_back({label, patterns});
            classes_[label].groups.push_back(groups_.size());
            classes_[label].missing += fraction * patterns;
        }
        groups_.push_back(std::move(group));
    }
}

std::size_t GroupParts::position_of(std::uint32_t number) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(groups_, number, {}, &Group::number) - groups_.begin());
}

Flaws GroupParts::change(std::size_t g) const {
    Flaws flaws;
    for (const Count& count : groups_[g].counts) {
        const Class& before = classes_[count.label];
        const double moved = is_held(g) ? -count.patterns : count.patterns;
        flaws.distance += moved * (moved - 2 * before.missing);
        const std::size_t all = before.groups.size(), held = is_held(g) ? before.held - 1 : before.held + 1;
        flaws.unlearnable += (held == all) - (before.held == all);
        if (all > 1) flaws.unmeasured += (held == 0) - (before.held == 0);
    }
    return flaws;
}

void GroupParts::move(std::size_t g) {
    Group& group = groups_[g];
    group.held = !group.held;
    held_groups_ = group.held ? held_groups_ + 1 : held_groups_ - 1;
    for (const Count& count : group.counts) {
        Class& of_class = classes_[count.label];
        of_class.missing += group.held ? -count.patterns : count.patterns;
        of_class.held = group.held ? of_class.held + 1 : of_class.held - 1;
    }
}

std::vector<std::size_t> GroupParts::classes_in(std::size_t g) const {
    std::vector<std::size_t> labels;
    for (const Count& count : groups_[g].counts) labels.push_back(count.label);
    return labels;
}

}  // namespace descent::data
