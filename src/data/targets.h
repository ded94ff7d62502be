#pragma once
/// \file
/// Targets from an array of labels or values.

#include <algorithm>
#include <vector>

#include "data/array.h"

namespace descent::data {

/// More classes than this are taken for something else.
constexpr std::size_t most_classes = 1'000'000;

/// Whole numbers beyond it are not told apart as doubles.
constexpr double most_exact = 9007199254740992.0;  // 2^53

/// Classes of fewer patterns are rare.
constexpr std::size_t few_patterns = 5;

/// Values repeat when there are at most so many of them, and each occurs twice on average.
constexpr std::size_t most_repeated = 100;
constexpr bool values_repeat(std::size_t different, std::size_t patterns) {
    return different <= most_repeated && 2 * different <= patterns;
}

/// Whole numbers whose type does not say what they are look like classes when they repeat. More than 20, as rents, ages
/// and counts are, do so when each occurs ten times on average and none is rare. `count()`: patterns of each, asked for
/// only where it matters.
template <class Count>
bool numbers_look_like_classes(std::size_t different, std::size_t patterns, Count count) {
    if (!values_repeat(different, patterns)) return false;
    return different <= 20 || (10 * different <= patterns && std::ranges::min(count()) >= few_patterns);
}

/// Numbers of a whole type look like labels when they are few, or each occurs ten times on average; but for the
/// smallest files, as many as patterns do not.
constexpr bool whole_numbers_look_like_labels(std::size_t different, std::size_t patterns) {
    return different <= 20 ? different < patterns || patterns < 4 : 10 * different <= patterns;
}

/// Classes are the numbers that occur, in their order and named by their values: of bytes, truth values and whole
/// numbers in one dimension or one column when `whole_numbers_look_like_labels`; of floating-point ones when all are
/// whole and `numbers_look_like_classes`; or of a matrix whose rows are one-hot, where a class is the number of its
/// column. Texts are classes named by themselves. Everything else is values, with one column, or the second dimension
/// as columns. `task` may demand either.
///
/// With `class_names` (a model's), the numbers are classes of theirs: by name when the names are whole numbers
/// themselves, otherwise by position. Throws InputError.
Dataset::Targets to_targets(const Array& array, const std::vector<std::string>& class_names,
                            Task task = Task::automatic);

/// Whether `to_targets` can make classes of what it made: numbers of an array have to be whole, in one column.
bool can_be_classes(const Dataset::Targets& targets);

/// One line on what targets became, and how to decide otherwise where that is possible.
std::string target_note(const Dataset::Targets& targets, bool can_be_otherwise = true);

/// One line on classes of fewer than five patterns; empty when there are none.
std::string rare_classes_note(const Dataset::Targets& targets);

}  // namespace descent::data
