#pragma once
/// \file
/// The different numbers of a column. Small whole numbers, which most classes are, are found in a table and not by
/// searching.
///
///     data::DifferentNumbers numbers;
///     for (const double value : column) numbers.add(value);
///     const std::vector<double> classes = numbers.ascending();

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "data/cell.h"
#include "data/matrix.h"

namespace descent::data {

/// Whole numbers from 0 up that have a place in a table.
constexpr std::size_t small_numbers = 1024;

/// The place of a small whole number; `small_numbers` for all others.
inline std::size_t small_place(double value) {
    const bool in_range = value >= 0 && value < double{small_numbers};
    const std::size_t place = in_range ? static_cast<std::size_t>(value) : small_numbers;
    return static_cast<double>(place) == value ? place : small_numbers;
}

class DifferentNumbers {
public:
    /// Returns how many there are; 0 and -0 are one. Not a NaN.
    std::size_t add(double value) {
        const std::size_t place = small_place(value);
        if (place == small_numbers) return add_other(value);
        count_ += !seen_[place];
        seen_[place] = true;
        return count_;
    }

    std::vector<double> ascending() const {
        std::vector<double> all;
        for (std::size_t i = 0; i < small_numbers; ++i) {
            if (seen_[i]) all.push_back(static_cast<double>(i));
        }
        const auto small = static_cast<std::ptrdiff_t>(all.size());
        all.insert(all.end(), others_.begin(), others_.end());
        std::ranges::inplace_merge(all, all.begin() + small);
        return all;
    }

private:
    std::size_t add_other(double value) {
        const auto place = std::ranges::lower_bound(others_, value);
        if (place != others_.end() && *place == value) return count_;
        others_.insert(place, value);
        return ++count_;
    }

    std::array<bool, small_numbers> seen_ = {};
    std::vector<double> others_;  // ascending
    std::size_t count_ = 0;
};

/// The numbers of column `column`, ascending, where all are whole and there are at most `most`.
inline std::optional<std::vector<double>> few_whole_numbers(const Matrix& cells, std::size_t rows, std::size_t column,
                                                            std::size_t most) {
    DifferentNumbers numbers;
    for (std::size_t r = 0; r < rows; ++r) {
        const double value = cells.at(r, column);
        if (is_text(value)) continue;
        if (value != std::trunc(value) || numbers.add(value) > most) return std::nullopt;
    }
    return numbers.ascending();
}

/// Where numbers stand among ascending ones that hold them all.
class PlaceOfNumber {
public:
    explicit PlaceOfNumber(const std::vector<double>& ascending) : ascending_(ascending) {
        for (std::size_t i = 0; i < ascending.size(); ++i) {
            const std::size_t place = small_place(ascending[i]);
            if (place < small_numbers) places_[place] = static_cast<std::uint32_t>(i);
        }
    }

    std::uint32_t operator()(double value) const {
        const std::size_t place = small_place(value);
        if (place < small_numbers) return places_[place];
        return static_cast<std::uint32_t>(std::ranges::lower_bound(ascending_, value) - ascending_.begin());
    }

private:
    const std::vector<double>& ascending_;
    std::array<std::uint32_t, small_numbers> places_ = {};
};

}  // namespace descent::data
