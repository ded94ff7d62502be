#pragma once
/// \file
/// What each column of a table is for.
///
///     const data::CsvRoles roles = data::assign_roles(header, source, "iris.csv", line);

#include <descent/dataset.h>

#include <string>
#include <vector>

#include "data/csv_header.h"

namespace descent::data {

struct CsvRole {
    enum class Kind { left_out, input, target, weight, group };

    Kind kind = Kind::left_out;
    std::size_t index = 0;  ///< of an input in the order of the inputs, of others in theirs: targets come first
    bool is_text = false;   ///< its fields are texts, also where they are spelled as numbers
};

struct CsvRoles {
    std::vector<CsvRole> columns;  ///< by position in the file
    std::size_t inputs = 0;
    std::size_t targets = 0;
    std::size_t others = 0;  ///< targets, weights and groups
    std::vector<std::string> notes = {};
};

/// What to do where `source.columns` or `source.ignore` means no column.
enum class LeftOut {
    required,  ///< it is an error
    optional,  ///< nothing, as in data beside that of training
};

/// By name: targets, weights and groups as `source` names them; the inputs are the known ones, or all others that
/// `source.columns` names and `source.ignore` does not. With `source.targets_optional` only inputs are looked for.
/// Throws InputError where a column is not there, UsageError where `source` contradicts itself.
CsvRoles assign_roles(const CsvHeader& header, const DataSource& source, const std::string& file, std::size_t line,
                      LeftOut left_out = LeftOut::required);

/// Whether classes of these names are told apart by their values: 1 and 1.0 are one.
bool are_numbers(const std::vector<std::string>& class_names);

}  // namespace descent::data
