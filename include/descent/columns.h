#pragma once
/// \file
/// What the columns of a table became: which are inputs, and how.
///
/// Contract: a value. It is decided from a whole table; a model keeps it and applies it to other tables by name.
///
///     for (const std::string& name : descent::input_names(model.columns)) ...  // "age", "cut=Ideal", ...

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descent {

/// What the fields of a column are. Values stand in files: never change.
enum class ColumnKind {
    number = 0,
    truth = 1,     ///< true and false, as 1 and 0
    category = 2,  ///< text: one input a category, 1 where the field is that category and 0 elsewhere
};

/// What to do where a value is missing. Values stand in files: never change.
enum class Missing {
    refuse = 0,
    drop = 1,       ///< leave the pattern out
    mean = 2,       ///< the mean of the training patterns stands for it
    median = 3,     ///< their median
    indicator = 4,  ///< their mean, and one more input that is 1 where the value is missing
};

/// What to do with a category that the training data did not have. Values stand in files: never change.
enum class Unknown {
    refuse = 0,
    zero = 1,  ///< all inputs of the column are 0
};

/// How bytes of text stand for characters. Values stand in files: never change.
enum class Encoding { utf8 = 0, latin1 = 1, windows1252 = 2, utf16 = 3 };

/// One column that is an input, or several.
struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::number;
    std::vector<std::string> categories = {};  ///< sorted, all different; of a category only
    bool indicator = false;                    ///< one more input, behind the others: 1 where the value is missing

    bool operator==(const Column&) const = default;
};

struct Columns {
    std::vector<Column> inputs = {};  ///< in the order of the network's inputs; empty: the data had no columns
    Missing missing = Missing::refuse;
    Unknown unknown = Unknown::refuse;
    Encoding encoding = Encoding::utf8;
    std::size_t unnamed = 0;   ///< columns of a table without names: c1, c2, ...; 0: it had names
    char delimiter = '\0';     ///< between the fields; 0: not known
    std::string weights = {};  ///< the column that weighed the patterns of the training; empty: none

    bool operator==(const Columns&) const = default;
};

/// [any thread] How many inputs of the network a column is.
std::size_t inputs_of(const Column& column);

/// [any thread] The name of each input of the network: "age", "cut=Ideal", "age=missing".
std::vector<std::string> input_names(const Columns& columns);

/// [any thread] For each input of the network: whether it is 0 or 1 by its making, as those of categories, truth values
/// and indicators are. Empty without columns.
std::vector<bool> binary_inputs(const Columns& columns);

/// [any thread] Columns of numbers with these names.
Columns number_columns(const std::vector<std::string>& names);

/// [any thread] The names of the enumerators above, as they stand in options and files: "refuse", "drop", "mean", ...;
/// parsing throws UsageError that lists the names.
std::string_view to_string(ColumnKind kind);
ColumnKind parse_column_kind(std::string_view name);
std::string_view to_string(Missing policy);
Missing parse_missing(std::string_view name);
std::string_view to_string(Unknown policy);
Unknown parse_unknown(std::string_view name);
std::string_view to_string(Encoding encoding);
Encoding parse_encoding(std::string_view name);

}  // namespace descent
