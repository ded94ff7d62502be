#pragma once
/// \file
/// Which groups of patterns are held out, and what each class gains and loses by it.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace descent::data {

/// How bad a choice of groups is, or by how much another one is worse; the first number that differs decides.
struct Flaws {
    std::int64_t unlearnable = 0;  ///< classes that are held out whole
    std::int64_t unmeasured = 0;   ///< classes of several groups, none of them held out
    double distance = 0;           ///< sum over classes of (share - patterns held out)^2

    Flaws operator+(const Flaws& other) const {
        return {unlearnable + other.unlearnable, unmeasured + other.unmeasured, distance + other.distance};
    }
    std::partial_ordering operator<=>(const Flaws&) const = default;
};

class GroupParts {
public:
    /// Groups get positions, in the order of their numbers. Nothing is held out.
    GroupParts(std::span<const std::uint32_t> groups, std::span<const std::uint32_t> labels, double fraction);

    std::size_t size() const { return groups_.size(); }
    bool is_held(std::size_t g) const { return groups_[g].held; }
    std::size_t held_groups() const { return held_groups_; }
    std::size_t position_of(std::uint32_t number) const;

    /// What moving the group to the other part changes.
    Flaws change(std::size_t g) const;
    void move(std::size_t g);

    /// Whether both parts keep a group.
    bool can_move(std::size_t g) const { return is_held(g) ? held_groups_ > 1 : held_groups_ + 1 < size(); }

    std::size_t classes() const { return classes_.size(); }
    const std::vector<std::size_t>& groups_with(std::size_t label) const { return classes_[label].groups; }
    bool is_unmeasured(std::size_t label) const { return classes_[label].is_unmeasured(); }
    bool is_unlearnable(std::size_t label) const { return classes_[label].is_unlearnable(); }

    /// The classes that a group has.
    std::vector<std::size_t> classes_in(std::size_t g) const;

private:
    struct Count {
        std::size_t label;
        double patterns;
    };

    struct Group {
        std::uint32_t number;
        std::vector<Count> counts;
        bool held;
    };

    struct Class {
        double missing = 0;               // its share less what is held out
        std::vector<std::size_t> groups;  // by position
        std::size_t held = 0;             // of these groups

        bool is_unmeasured() const { return groups.size() > 1 && held == 0; }
        bool is_unlearnable() const { return !groups.empty() && held == groups.size(); }
    };

    std::vector<Group> groups_;  // by number
    std::vector<Class> classes_;
    std::size_t held_groups_ = 0;
};

}  // namespace descent::data
