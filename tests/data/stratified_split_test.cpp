// A share of each class, and of data in order. Numbers held out are worked out by hand.
#include "data/stratified_split.h"

#include <descent/error.h>
#include <descent/split.h>

#include <numeric>

#include "base/random.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Counts = std::vector<std::size_t>;

/// A pattern for each letter, whose class it is.
Dataset letters(const std::string& text) {
    const Dataset numbers = floats(std::vector<float>(text.size()), 1);
    Dataset::Targets targets;
    for (const char letter : text) targets.labels.push_back(static_cast<std::uint32_t>(letter - 'a'));
    for (char letter = 'a'; letter <= *std::ranges::max_element(text); ++letter) {
        targets.class_names.emplace_back(1, letter);
    }
    return Dataset("letters", numbers.raw_inputs(), std::move(targets));
}

std::string repeated(std::size_t count, char letter) { return std::string(count, letter); }

Counts classes_of(const Dataset& data) {
    Counts counts(data.outputs());
    for (const std::uint32_t row : data.rows()) ++counts[data.raw_targets().labels[row]];
    return counts;
}

Counts apportioned(const Counts& counts, double fraction) {
    const std::size_t all = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    return data::apportion(counts, fraction, static_cast<std::size_t>(fraction * static_cast<double>(all) + 0.5));
}

}  // namespace

TEST_CASE("Each class gives its share, and the largest remainders the rest") {
    CHECK(apportioned({50, 30, 20}, 0.1) == Counts{5, 3, 2});
    CHECK(apportioned({7, 7, 6}, 0.25) == Counts{2, 2, 1});   // 1.75, 1.75, 1.5
    CHECK(apportioned({4, 4, 4}, 0.375) == Counts{2, 2, 1});  // 1.5 each, 5 in all: the first classes
    CHECK(apportioned({90, 10}, 0.5) == Counts{45, 5});
}

TEST_CASE("A class that can be in both parts is in both, and one with a single pattern is trained on") {
    CHECK(apportioned({95, 3, 2}, 0.1) == Counts{8, 1, 1});  // 9.5, 0.3, 0.2: ten in all
    CHECK(apportioned({98, 1, 1}, 0.1) == Counts{10, 0, 0});
    CHECK(apportioned({2, 2, 2, 2}, 0.25) == Counts{1, 1, 1, 1});  // more than the two asked for
    CHECK(apportioned({500, 500}, 0.999) == Counts{499, 499});     // fewer
    CHECK(apportioned({1, 1, 1}, 0.5) == Counts{0, 0, 0});
    CHECK(apportioned({0, 10, 0}, 0.5) == Counts{0, 5, 0});  // classes that do not occur
}

TEST_CASE("Whatever the classes, the number held out is the one asked for unless a class would vanish from a part") {
    RandomStream random(1, "counts");
    for (int trial = 0; trial < 2000; ++trial) {
        Counts counts(1 + random.below(12));
        for (std::size_t& count : counts) count = random.below(40);
        const double fraction = random.uniform();
        const Counts held = apportioned(counts, fraction);
        std::size_t all = 0, sum = 0, least = 0, most = 0;
        for (std::size_t c = 0; c < counts.size(); ++c) {
            all += counts[c];
            sum += held[c];
            least += counts[c] >= 2 ? 1 : 0;
            most += counts[c] >= 2 ? counts[c] - 1 : 0;
            if (counts[c] >= 2) REQUIRE((held[c] >= 1 && held[c] < counts[c]));
            if (counts[c] < 2) REQUIRE(held[c] == 0);
        }
        const auto wanted = static_cast<std::size_t>(fraction * static_cast<double>(all) + 0.5);
        REQUIRE(sum == std::min(std::max(wanted, least), most));
    }
}

TEST_CASE("A split of classes has the numbers of each class, in every seed") {
    const Dataset data = letters(repeated(50, 'a') + repeated(30, 'b') + repeated(3, 'c') + "d");
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto [rest, held_out] = split(data, 0.2, seed);
        REQUIRE(classes_of(held_out) == Counts{10, 6, 1, 0});  // 10, 6, 0.6, 0.2: seventeen in all
        REQUIRE(classes_of(rest) == Counts{40, 24, 2, 1});
    }
    const auto rows = [&](std::uint64_t seed) {
        const Dataset held_out = split(data, 0.2, seed).second;
        return std::vector<std::uint32_t>(held_out.rows().begin(), held_out.rows().end());
    };
    CHECK(rows(1) == rows(1));
    CHECK(rows(1) != rows(2));
}

TEST_CASE("Every pattern of a class is equally likely to be held out") {
    const Dataset data = letters("aaaaaaaabb");
    std::vector<int> counts(10);
    constexpr int trials = 5000;
    for (int seed = 0; seed < trials; ++seed) {
        const Dataset held_out = split(data, 0.3, static_cast<std::uint64_t>(seed)).second;
        for (const std::uint32_t row : held_out.rows()) ++counts[row];
    }
    // Two of eight and one of two; five standard deviations of a count: sqrt(5000 p (1 - p)) = 31 and 35.
    for (std::size_t p = 0; p < 8; ++p) CHECK(std::abs(counts[p] - trials / 4) < 5 * 31);
    for (std::size_t p = 8; p < 10; ++p) CHECK(std::abs(counts[p] - trials / 2) < 5 * 35);
}

TEST_CASE("Classes of single patterns cannot be held out") {
    CHECK_THROWS_WITH(split(letters("abc"), 0.5, 1),
                      "validation: every class has one pattern, which is trained on, so none can be held out");
}

TEST_CASE("The last patterns of ordered data are held out, whatever seed and classes") {
    const Dataset data = letters("aaaaaaaabb");
    for (const std::uint64_t seed : {1, 2}) {
        const auto [rest, held_out] = split(data, parse_holdout("last:0.25"), seed);
        CHECK(std::vector<std::uint32_t>(held_out.rows().begin(), held_out.rows().end()) ==
              std::vector<std::uint32_t>{7, 8, 9});
        CHECK(rest.patterns() == 7);
    }
    CHECK_THROWS_WITH(split(data, parse_holdout("last:0.999"), 1),
                      "validation: 0.999 of 10 patterns leaves none to train on");
}

TEST_CASE("What is missing in a part is said") {
    const auto notes = [](const std::string& text, const std::string& share) {
        const auto [rest, held_out] = split(letters(text), parse_holdout(share), 1);
        return split_notes(rest, held_out);
    };
    CHECK(notes("aabbaabb", "0.5").empty());
    CHECK(notes("aabbaabb", "0").empty());
    CHECK(notes("aaaac", "0.4") == std::vector<std::string>{"class 'c': none held out, all patterns are trained on"});
    CHECK(notes("aaaabbb", "last:0.4") ==
          std::vector<std::string>{"class 'a': none held out, all patterns are trained on",
                                   "class 'b': all patterns are held out, so it cannot be learned"});
    CHECK(notes("aaaabcdefgh", "0.2").front() ==
          "7 classes ('b', 'c', 'd', 'e', 'f', ...): none held out, all patterns are trained on");
}

TEST_CASE("A share is a fraction, or the last one") {
    CHECK(parse_holdout("0.2") == Holdout{.fraction = 0.2});
    CHECK(parse_holdout("last:0.2") == Holdout{.fraction = 0.2, .last = true});
    for (const std::string text : {"0", "0.25", "last:0.5"}) CHECK(to_string(parse_holdout(text)) == text);
    for (const std::string text : {"", "1", "-0.1", "nan", "last:", "last:0", "last:1", "first:0.1", "20%"}) {
        CHECK_THROWS_AS(parse_holdout(text), UsageError);
    }
    CHECK_THROWS_WITH(parse_holdout("a half", "test_fraction"),
                      "test_fraction: found 'a half', expected a fraction from 0 to below 1, or last:FRACTION for data "
                      "in order");
}
