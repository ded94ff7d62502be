#pragma once
/// \file
/// Several target columns that are one-hot: as many classes, named as the columns are.
///
///     const data::OneHot one_hot(table, columns, numbers);
///     if (one_hot.is_one_hot()) return one_hot.classes();

#include <optional>
#include <span>

#include "data/csv_table.h"

namespace descent::data {

class OneHot {
public:
    /// `numbers`: [rows][columns], the cells of these columns. All must outlive it.
    OneHot(const CsvTable& table, const std::vector<std::size_t>& columns, std::span<const double> numbers)
        : table_(table), columns_(columns), numbers_(numbers) {}

    /// Whether each row is a 1 among zeros.
    bool is_one_hot() const { return !first_wrong(); }

    /// The known classes, or those that occur, in the order of the columns. Throws InputError for the first row that is
    /// none of them.
    Dataset::Targets classes() const;

private:
    std::span<const double> row(std::size_t r) const { return numbers_.subspan(r * columns_.size(), columns_.size()); }
    std::size_t hot(std::size_t r) const;
    std::optional<std::size_t> first_wrong() const;
    std::string row_text(std::size_t r) const;
    std::vector<std::string> names_that_occur() const;

    const CsvTable& table_;
    const std::vector<std::size_t>& columns_;
    std::span<const double> numbers_;
};

}  // namespace descent::data
