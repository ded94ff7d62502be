#pragma once
/// \file
/// The records of comma-separated text (RFC 4180) and its kin, field by field, uninterpreted.
///
///     data::CsvScanner scanner(text, "iris.csv");
///     std::vector<std::string_view> fields;
///     while (scanner.next(fields)) ...

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace descent::data {

/// The delimiter of records whose fields stand apart by one or more spaces and tabs, which may also stand at both ends.
constexpr char blanks = ' ';

/// "a comma", "a semicolon", "a tab", "a bar", "blanks", or the character between quotes.
std::string delimiter_name(char delimiter);

/// What separates fields and records, and on which line the text begins.
struct CsvForm {
    char delimiter = ',';  ///< or `blanks`
    char line_end = '\n';  ///< LF, which a CR may precede; or CR alone
    std::size_t first_line = 1;
};

/// The last line may end with the text. A field may stand between double quotes, with blanks around them, and then hold
/// delimiters, line breaks and doubled quotes. Empty lines are skipped. A UTF-8 byte order mark is skipped.
class CsvScanner {
public:
    /// `text` must live as long as the scanner; `file` is for messages.
    CsvScanner(std::string_view text, std::string file, CsvForm form = {});

    /// Puts the fields of the next record into `fields`, valid until the next call; false at the end.
    /// Throws InputError with the line.
    bool next(std::vector<std::string_view>& fields);

    /// The same field by field: goes to the next record, and from field to field while there are more.
    bool next_record();
    std::string_view field();
    bool has_more() const noexcept { return has_more_; }

    /// Whether nothing stands in the fields of this record, of which none has been read.
    bool is_blank_record() const;

    /// The next field where it is a plain number of digits, perhaps with a point and an exponent, within float32, and
    /// its value, correctly rounded. Empty, and nothing is read, where `field` has to be asked.
    std::string_view number(double& value);

    /// Whether the next field can be no number, by its first character, which is no quote.
    bool begins_text() const noexcept;

    /// Line on which the last record began, from 1.
    std::size_t line() const noexcept { return record_line_; }

    /// Empty lines between the records so far.
    std::size_t empty_lines() const noexcept { return empty_lines_; }

    /// What has not been read yet, and the line on which it begins.
    std::string_view rest() const noexcept { return rest_; }
    std::size_t rest_line() const noexcept { return line_; }

private:
    std::string_view quoted_field();
    std::string_view plain_field();
    std::size_t find_mark() const;
    bool is_delimiter(char c) const;
    bool at_line_end() const;
    void skip_line_end();
    void skip_blanks();
    void end_field();
    [[noreturn]] void fail(std::size_t line, const std::string& found, const std::string& expected) const;

    std::string_view rest_;
    std::string file_;
    CsvForm form_;
    std::size_t line_;
    bool delimiter_is_in_numbers_;
    std::size_t record_line_ = 0;
    std::size_t empty_lines_ = 0;
    bool has_more_ = false;
    std::deque<std::string> unquoted_;  // fields of this record that had doubled quotes in them
};

}  // namespace descent::data
