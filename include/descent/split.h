#pragma once
/// \file
/// Data held out of training.
///
/// Contract: the same data, share and seed give the same parts everywhere. Both parts keep file order and share the
/// bytes. [any thread]
///
///     auto [training, validation] = descent::split(data, descent::parse_holdout("0.2"), /*seed=*/1);
///     for (const std::string& line : descent::split_notes(training, validation)) std::cerr << line << '\n';

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <descent/dataset.h>

namespace descent {

/// The share of the patterns that is held out.
struct Holdout {
    double fraction = 0;  ///< 0 to below 1
    bool last = false;    ///< the last ones in file order, for data that is ordered in time; else drawn by the seed

    bool operator==(const Holdout&) const = default;
};

/// "0.2", "last:0.2"; throws UsageError with `option` as its name.
Holdout parse_holdout(std::string_view text, const std::string& option = "validation");
/// The text that `parse_holdout` reads back to the same value.
std::string to_string(const Holdout& holdout);

/// (rest, held-out). The seed draws which patterns are held out:
/// - of data with groups (`Details::groups`), whole groups; the numbers of patterns, of each class, come as near to the
///   fraction as moving one group after the other brings them;
/// - of classes, the fraction of each class, by largest remainders; a class with two patterns or more is in both
///   parts, a class with one stays in the first;
/// - else the fraction of the patterns, rounded, halves up; every choice of that many is equally likely.
/// Throws UsageError unless each part of a fraction above 0 has a pattern, and for the last patterns of data with
/// groups.
std::pair<Dataset, Dataset> split(const Dataset& data, const Holdout& holdout, std::uint64_t seed);
std::pair<Dataset, Dataset> split(const Dataset& data, double fraction, std::uint64_t seed);

/// One line for each thing that one would not expect: classes that are missing in a part, and how many groups were held
/// out.
std::vector<std::string> split_notes(const Dataset& training, const Dataset& validation);

}  // namespace descent
