#include "data/csv_dialect.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "data/number_text.h"

namespace descent::data {
namespace {

constexpr std::string_view delimiters = ";\t|,";

/// Those that stand outside quotes in the first record that is not blank, in the order of `delimiters`.
std::string candidates(std::string_view text, char line_end) {
    std::string found;
    bool quoted = false, begun = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == line_end && begun) break;
        begun |= std::string_view(" \t\r\n").find(c) == std::string_view::npos;
        if (delimiters.find(c) != delimiters.npos) found += c;
    }
    std::string result;
    for (const char c : delimiters) {
        if (found.find(c) != found.npos) result += c;
    }
    return result;
}

/// Fields of each record; 0 when they are not equally many.
std::size_t equal_fields(std::string_view text, const CsvForm& form) {
    try {
        CsvScanner scanner(text, "", form);
        std::vector<std::string_view> fields;
        std::size_t count = 0;
        while (scanner.next(fields)) {
            if (count == 0) count = fields.size();
            if (fields.size() != count) return 0;
        }
        return count;
    } catch (const InputError&) {
        return 0;
    }
}

/// The fields of up to two records; fewer where a quote stands in the wrong place.
std::vector<std::vector<std::string>> first_records(std::string_view text, CsvForm form, char delimiter) {
    std::vector<std::vector<std::string>> records;
    try {
        form.delimiter = delimiter;
        CsvScanner scanner(text, "", form);
        std::vector<std::string_view> fields;
        while (records.size() < 2 && scanner.next(fields)) records.emplace_back(fields.begin(), fields.end());
    } catch (const InputError&) {
        return records;
    }
    return records;
}

/// Whether blanks cut the first two records alike, or the first, of names, lacks one for the names of rows.
bool blanks_separate(std::string_view text, const CsvForm& form) {
    const auto records = first_records(text, form, blanks);
    if (records.empty() || records[0].size() < 2) return false;
    return records.size() == 1 || records[1].size() == records[0].size() || records[1].size() == records[0].size() + 1;
}

/// Columns that blanks align, with a tab here or there, as in tables of the UCI repository.
bool blanks_align(std::string_view text, CsvForm form) {
    const auto records = first_records(text, form, '\t');
    const auto is_aligned = [](const std::string& field) {
        const std::string_view inside = trimmed(field);
        return inside.find("  ") != inside.npos && to_double(inside.substr(0, inside.find(' '))).has_value();
    };
    if (records.empty() || std::ranges::none_of(records[0], is_aligned)) return false;
    form.delimiter = blanks;
    return equal_fields(text, form) > records[0].size();
}

/// Data for a model of one input may be one column, whose name or texts hold blanks.
bool may_be_one_column(const Columns& like) { return like.delimiter != blanks && like.inputs.size() == 1; }

/// A file with decimal commas may hold one column and no names: then a comma is no delimiter.
bool may_hold_decimal_comma(const std::string& found, const Columns& like) {
    return found == "," && like.delimiter != '\0' && like.delimiter != ',' && like.unnamed > 0 &&
           like.inputs.size() == 1;
}

char best_delimiter(std::string_view text, CsvForm form, const Columns& like) {
    const std::string found = candidates(text, form.line_end);
    const bool has_known = found.find(like.delimiter) != found.npos;
    if (found.empty() && !may_be_one_column(like) && blanks_separate(text, form)) return blanks;
    if (found.empty() || may_hold_decimal_comma(found, like)) return like.delimiter == '\0' ? ',' : like.delimiter;
    if (found == "\t" && blanks_align(text, form)) return blanks;
    if (found.size() == 1) return found[0];
    form.delimiter = like.delimiter;
    if (has_known && equal_fields(text, form) > 1) return like.delimiter;
    char best = ',';
    std::size_t most = 1;
    for (const char candidate : found) {
        form.delimiter = candidate;
        const std::size_t fields = candidate == ',' ? 0 : equal_fields(text, form);
        if (fields > most) {
            most = fields;
            best = candidate;
        }
    }
    return best;
}

/// The character that a first line `sep=X` names, quoted or not, as spreadsheets write it.
bool take_separator_line(std::string_view& text, CsvForm& form) {
    for (const std::string_view start : {"sep=", "\"sep="}) {
        if (!text.starts_with(start) || text.size() <= start.size()) continue;
        const char named = text[start.size()];
        std::string_view rest = text.substr(start.size() + 1);
        if (start.front() == '"') {
            if (!rest.starts_with('"')) continue;
            rest.remove_prefix(1);
        }
        if (form.line_end == '\n' && rest.starts_with('\r')) rest.remove_prefix(1);
        if (!rest.starts_with(form.line_end) || named == '"' || named == '\r' || named == '\n') continue;
        text = rest.substr(1);
        form.delimiter = named;
        form.first_line = 2;
        return true;
    }
    return false;
}

}  // namespace

CsvDialect detect_dialect(std::string_view text, const Columns& like) {
    CsvDialect dialect;
    text = without_byte_order_mark(text);
    if (text.find('\n') == text.npos && text.find('\r') != text.npos) {
        dialect.form.line_end = '\r';
        dialect.notes.push_back("lines end in carriage returns alone");
    }
    const bool named = take_separator_line(text, dialect.form);
    if (!named) dialect.form.delimiter = best_delimiter(text, dialect.form, like);
    dialect.text = text;
    const bool differs = like.delimiter != '\0' && like.delimiter != dialect.form.delimiter;
    if (named || differs || dialect.form.delimiter != ',') {
        dialect.notes.push_back("columns are separated by " + delimiter_name(dialect.form.delimiter) +
                                (named ? ", as its first line says" : "") +
                                (differs ? "; in the training data by " + delimiter_name(like.delimiter) : ""));
    }
    return dialect;
}

}  // namespace descent::data
