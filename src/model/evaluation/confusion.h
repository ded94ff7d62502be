#pragma once
/// \file
/// Who was taken for whom, as it can be shown: a matrix of few classes, the largest confusions of many.
///
///     const auto labels = labels_of(evaluation.confusion);
///     if (labels.size() <= most_classes_in_matrix) print(matrix_of(evaluation.confusion, labels));

#include <descent/evaluation.h>

#include <cstdint>
#include <vector>

namespace descent::model {

inline constexpr std::size_t most_classes_in_matrix = 30;
inline constexpr std::size_t most_confusions_shown = 20;

/// Classes that occur, true or predicted, ascending; `no_class`, if it occurs, is the last.
std::vector<std::uint32_t> labels_of(const Confusion& confusion);

/// [labels][labels]: counts of [true class][predicted class].
std::vector<std::vector<std::uint64_t>> matrix_of(const Confusion& confusion, const std::vector<std::uint32_t>& labels);

/// The pairs of different classes with the largest counts, at most so many, largest first.
std::vector<Confusion::Cell> largest_confusions(const Confusion& confusion, std::size_t most);

}  // namespace descent::model
