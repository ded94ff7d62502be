#pragma once
/// \file
/// The first record of a table: names of columns, or the first pattern of a table without names.

#include <descent/dataset.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descent::data {

/// Columns by position. A column that is left out has no part in the data.
struct CsvHeader {
    std::vector<std::string> names = {};     ///< all different
    std::vector<std::string> repeated = {};  ///< names that stand there more than once; all but the first got a number
    bool has_names = true;                   ///< otherwise the record is a pattern, and the names are c1, c2, ...
    bool index_left_out = false;             ///< the first column has no name: an index, as pandas and R write it
    bool row_names = false;                  ///< it has no field here at all, as R's write.table leaves it out
    bool trailing = false;                   ///< the record ends in a delimiter
    std::vector<std::string> notes = {};
};

/// The record holds names unless `source.no_header` says otherwise, or all its fields are numbers or marks of missing
/// values and none is the name of a target or of a known input. Where the known inputs have no names but c1, c2, ... it
/// holds names only when it holds all of these. Where `next`, the second record, has one field more and does not end
/// in a delimiter, the first column is one of row names.
CsvHeader read_header(const std::vector<std::string_view>& fields, const std::vector<std::string_view>& next,
                      const DataSource& source, bool decimal_comma);

/// Whether one of the names is a number: the first record may be a pattern.
bool may_be_a_pattern(const CsvHeader& header);

}  // namespace descent::data
