#pragma once
/// \file
/// A table's text cut at the ends of records, for several threads.
///
///     for (const data::CsvPiece& piece : data::cut_at_records(text, form, bytes, team)) ...

#include <string_view>
#include <vector>

#include "data/csv_scanner.h"
#include "parallel/team.h"
#include "storage/file_system.h"

namespace descent::data {

struct CsvPiece {
    std::string_view text;
    std::size_t first_line = 1;
    std::size_t line_ends = 0;  ///< in the text, those inside quotes among them
};

/// Pieces of about `size` bytes in the order of the text, which is their sum. A line ends a record when an even number
/// of quotes stands before it: so it is in every text that the scanner takes. `bytes` hold the text.
std::vector<CsvPiece> cut_at_records(std::string_view text, const CsvForm& form, std::size_t size,
                                     const storage::FileBytes& bytes, parallel::Team& team);

}  // namespace descent::data
