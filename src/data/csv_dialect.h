#pragma once
/// \file
/// Which of the ways in which programs write tables a text is in.
///
///     const data::CsvDialect dialect = data::detect_dialect(text);
///     data::CsvScanner scanner(dialect.text, "wine.csv", dialect.form);

#include <descent/columns.h>

#include <string>
#include <string_view>
#include <vector>

#include "data/csv_scanner.h"

namespace descent::data {

struct CsvDialect {
    std::string_view text;  ///< without byte order mark and the line that names the delimiter
    CsvForm form;
    std::vector<std::string> notes;
};

/// The delimiter is what a first line `sep=X` says; else the one among semicolon, tab, bar and comma that stands in the
/// first record outside quotes. Where several stand there it is the one that cuts every record of the file into as many
/// fields as the first, the one with most fields when there are two; a comma, which texts and numbers hold, only when
/// no other does. Where none stands there it is blanks when they cut the second record into as many fields, or into one
/// more, the name of a row; also where tabs stand among numbers that several blanks align. That of `like`, the columns
/// of the training data, comes first, and is the one of a text in which none stands. Lines end in CR where there is no
/// LF in the text.
CsvDialect detect_dialect(std::string_view text, const Columns& like = {});

}  // namespace descent::data
