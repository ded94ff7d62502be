// Whole groups are held out. Nearest numbers are found by trying all choices.
#include "data/group_split.h"

#include <descent/error.h>
#include <descent/split.h>

#include <cmath>
#include <set>
#include <utility>

#include "base/random.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Numbers = std::vector<std::uint32_t>;

/// Groups of these sizes, their patterns one after the other; numbers of the file, or classes.
Dataset grouped(const Numbers& sizes, const Numbers& labels = {}) {
    Numbers groups;
    for (std::uint32_t g = 0; g < sizes.size(); ++g) groups.insert(groups.end(), sizes[g], 7 * g);
    const Dataset numbers = floats(std::vector<float>(groups.size()), 1);
    Dataset::Targets targets;
    targets.labels = labels;
    if (labels.empty())
        targets.values.resize(groups.size()), targets.columns = 1;
    else
        targets.class_names = {"a", "b", "c"};
    return Dataset("grouped", numbers.raw_inputs(), std::move(targets), {.groups = std::move(groups)});
}

std::set<std::uint32_t> groups_in(const Dataset& data) {
    std::set<std::uint32_t> groups;
    for (const std::uint32_t row : data.rows()) groups.insert(data.details().groups[row]);
    return groups;
}

}  // namespace

TEST_CASE("No group is in both parts, and both keep file order") {
    const Dataset data = grouped(Numbers(40, 5));
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto [rest, held_out] = split(data, 0.2, seed);
        REQUIRE(held_out.patterns() == 40);
        REQUIRE(groups_in(held_out).size() == 8);
        REQUIRE(groups_in(rest).size() == 32);
        REQUIRE(std::ranges::is_sorted(held_out.rows()));
        REQUIRE(std::ranges::is_sorted(rest.rows()));
    }
    CHECK(groups_in(split(data, 0.2, 1).second) == groups_in(split(data, 0.2, 1).second));
    CHECK(groups_in(split(data, 0.2, 1).second) != groups_in(split(data, 0.2, 2).second));
}

TEST_CASE("Every group is as likely to be held out as another of its size") {
    const Dataset data = grouped(Numbers(10, 3));
    std::vector<int> counts(10);
    constexpr int trials = 3000;
    for (int seed = 0; seed < trials; ++seed) {
        for (const std::uint32_t group : groups_in(split(data, 0.3, static_cast<std::uint64_t>(seed)).second)) {
            ++counts[group / 7];
        }
    }
    // Five standard deviations of a count: sqrt(3000 * 0.3 * 0.7) = 25.1.
    for (const int count : counts) CHECK(std::abs(count - trials * 3 / 10) < 5 * 26);
}

TEST_CASE("The number held out is as near to the fraction as moving one group can bring it") {
    const Numbers sizes = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89};
    const Dataset data = grouped(sizes);
    const auto all = static_cast<double>(data.patterns());
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const double fraction = 0.05 + 0.018 * static_cast<double>(seed);
        const Dataset held_out = split(data, fraction, seed).second;
        const std::set<std::uint32_t> held = groups_in(held_out);
        const double off = static_cast<double>(held_out.patterns()) - fraction * all;
        for (std::uint32_t g = 0; g < sizes.size(); ++g) {
            const bool is_held = held.contains(7 * g);
            if (held.size() == (is_held ? 1 : sizes.size() - 1)) continue;  // a part would lose its last group
            const double moved = off + (is_held ? -1.0 : 1.0) * sizes[g];
            REQUIRE(std::abs(moved) >= std::abs(off) - 1e-6);
        }
    }
}

TEST_CASE("Groups are chosen so that each class gives its share") {
    Numbers labels;
    for (std::uint32_t g = 0; g < 60; ++g) labels.insert(labels.end(), 4, g < 45 ? 0 : 1);
    const Dataset data = grouped(Numbers(60, 4), labels);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        std::size_t of_b = 0;
        const Dataset held_out = split(data, 0.2, seed).second;
        for (const std::uint32_t row : held_out.rows()) of_b += labels[row];
        REQUIRE(held_out.patterns() == 48);
        REQUIRE(of_b == 12);
    }
}

TEST_CASE("A class of several groups is in both parts, though a group is more than its share") {
    Numbers labels;
    for (std::uint32_t p = 0; p < 200; ++p) labels.push_back(p < 180 ? p % 2 : 2);
    const Dataset data = grouped(Numbers(20, 10), labels);
    std::set<std::set<std::uint32_t>> choices;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Dataset held_out = split(data, 0.2, seed).second;
        const std::set<std::uint32_t> held = groups_in(held_out);
        REQUIRE(held.contains(7 * 18) != held.contains(7 * 19));
        REQUIRE(std::abs(static_cast<double>(held_out.patterns()) - 40) <= 10);
        choices.insert(held);
    }
    CHECK(choices.size() > 10);
}

TEST_CASE("A class of one group is trained on while other groups can be held out") {
    Numbers labels;
    for (std::uint32_t p = 0; p < 200; ++p) labels.push_back(p == 57 ? 2 : p % 2);
    const Dataset data = grouped(Numbers(20, 10), labels);
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto [rest, held_out] = split(data, 0.2, seed);
        REQUIRE(held_out.patterns() == 40);
        REQUIRE(!groups_in(held_out).contains(7 * 5));
        REQUIRE(split_notes(rest, held_out).size() == 2);
        REQUIRE(split_notes(rest, held_out)[1] == "class 'c': none held out, all patterns are trained on");
    }
    const Dataset each = grouped(Numbers(3, 2), {0, 0, 1, 1, 2, 2});
    CHECK(groups_in(split(each, 0.6, 1).second).size() == 1);  // one class is lost, no more
}

TEST_CASE("No choice of groups leaves fewer classes out of a part") {
    constexpr std::uint32_t groups = 8, classes = 4;
    RandomStream random(1, "classes of groups");
    for (std::uint64_t trial = 0; trial < 500; ++trial) {
        Numbers of_group, of_pattern;
        for (std::uint32_t p = 0; p < 16; ++p) {
            of_group.push_back(p < groups ? p : static_cast<std::uint32_t>(random.below(groups)));
            of_pattern.push_back(static_cast<std::uint32_t>(random.below(classes)));
        }
        const auto flaws = [&](const std::vector<bool>& held_groups) {
            std::vector<std::set<std::uint32_t>> all(classes), held(classes);
            for (std::size_t p = 0; p < of_group.size(); ++p) {
                all[of_pattern[p]].insert(of_group[p]);
                if (held_groups[of_group[p]]) held[of_pattern[p]].insert(of_group[p]);
            }
            int whole = 0, none = 0;
            for (std::size_t c = 0; c < classes; ++c) {
                whole += !all[c].empty() && held[c].size() == all[c].size();
                none += all[c].size() > 1 && held[c].empty();
            }
            return std::pair(whole, none);
        };
        std::pair least(99, 99);
        for (unsigned choice = 1; choice + 1 < 1u << groups; ++choice) {
            std::vector<bool> held(groups);
            for (std::uint32_t g = 0; g < groups; ++g) held[g] = choice >> g & 1;
            least = std::min(least, flaws(held));
        }
        std::vector<bool> held(groups);
        const data::HeldOut chosen = data::split_groups(of_group, of_pattern, 0.3, trial);
        for (std::size_t p = 0; p < of_group.size(); ++p) held[of_group[p]] = chosen[p];
        INFO("trial " << trial);
        REQUIRE(flaws(held) == least);
    }
}

TEST_CASE("Which groups are held out does not depend on the order of patterns") {
    Numbers groups, labels;
    for (std::uint32_t p = 0; p < 300; ++p) groups.push_back(p * p % 31), labels.push_back(p % 7 % 3);
    const auto held_groups = [&](std::uint64_t seed) {
        std::set<std::uint32_t> held;
        const data::HeldOut chosen = data::split_groups(groups, labels, 0.25, seed);
        for (std::size_t p = 0; p < groups.size(); ++p) {
            if (chosen[p]) held.insert(groups[p]);
        }
        return held;
    };
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const std::set<std::uint32_t> before = held_groups(seed);
        std::ranges::reverse(groups);
        std::ranges::reverse(labels);
        REQUIRE(held_groups(seed) == before);
    }
}

TEST_CASE("Each part keeps a group, however large it is") {
    CHECK(split(grouped({50, 60}), 0.01, 1).second.patterns() == 50);
    CHECK(split(grouped({50, 60}), 0.999, 1).second.patterns() < 110);
    CHECK_THROWS_WITH(split(grouped({9}), 0.5, 1), "group_by: all patterns are in one group, so none can be held out");
    CHECK_THROWS_WITH(split(grouped({5, 5}), parse_holdout("last:0.5"), 1),
                      "validation: the last patterns are not whole groups; give a fraction without 'last:'");
    CHECK(split(grouped({9}), 0, 1).first.patterns() == 9);
}

TEST_CASE("Other groups of the same patterns are other data") {
    CHECK(grouped({5, 5}).content_hash() == grouped({5, 5}).content_hash());
    CHECK(grouped({5, 5}).content_hash() != grouped({4, 6}).content_hash());
}

TEST_CASE("A part of grouped data can be split again, and the notes count groups") {
    const auto [rest, test] = split(grouped(Numbers(10, 4)), 0.2, 1);
    const auto [training, validation] = split(rest, 0.25, 1);
    CHECK(groups_in(training).size() == 6);
    CHECK(split_notes(training, validation) == std::vector<std::string>{"held out 2 of 8 groups, 8 of 32 patterns"});
}
