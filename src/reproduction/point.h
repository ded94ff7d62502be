#pragma once
/// \file
/// One published figure, and the band in which it lies if our runs are runs of the same experiment.

#include <cstdint>
#include <string>
#include <vector>

namespace descent::reproduction {

struct Published {
    double value = 0;
    std::uint64_t runs = 1;  ///< that it is the mean of
    double rounding = 0;     ///< half a unit of its last printed digit
};

struct Point {
    std::string name;  ///< "adam, epoch 10, validation loss"
    double published = 0;
    double ours = 0;  ///< mean over our runs
    double low = 0, high = 0;
    /// Empty: the published figure is to lie in the band. Else why it cannot.
    std::string known_difference = {};

    bool in_band() const { return low <= published && published <= high; }
    bool passes() const { return in_band() == known_difference.empty(); }
};

/// A figure and what our runs give for it; several points make an experiment.
struct Pair {
    std::string name;
    Published published;
    std::vector<double> ours = {};  ///< one value a run, two at least
    std::string known_difference = {};
};

/// The bands are prediction intervals, mean +- t s sqrt(1/n + 1/m), widened by the rounding: n runs of ours with mean
/// and standard deviation s, m published ones, t of Student's distribution with n - 1 degrees of freedom. Of P points,
/// each has the level 1 - 0.05/P (Bonferroni), so that 95% of right experiments pass them all, whatever the spread of
/// each figure is. A run that diverged (not finite) makes the band empty. Source: Geisser 1993, "Predictive Inference".
std::vector<Point> points_of(const std::vector<Pair>& pairs);

/// A count that may be off by `tolerance`.
Point count_within(std::string name, std::size_t published, std::size_t ours, std::size_t tolerance);

}  // namespace descent::reproduction
