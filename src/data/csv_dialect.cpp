#include "data/csv_dialect.h"

#include <descent/error.h>

#include "base/text.h"

namespace descent::data {
namespace {

constexpr std::string_view delimiters = ";\t|,";

/// Those that stand in the first record outside quotes, in the order of `delimiters`.
std::string candidates(std::string_view text, char line_end) {
    std::string found;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == line_end) break;
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

/// A file with decimal commas may hold one column and no names: then a comma is no delimiter.
bool may_hold_decimal_comma(const std::string& found, const Columns& like) {
    return found == "," && like.delimiter != '\0' && like.delimiter != ',' && like.unnamed > 0 &&
           like.inputs.size() == 1;
}

char best_delimiter(std::string_view text, CsvForm form, const Columns& like) {
    const std::string found = candidates(text, form.line_end);
    const bool has_known = found.find(like.delimiter) != found.npos;
    if (found.empty() || may_hold_decimal_comma(found, like)) return like.delimiter == '\0' ? ',' : like.delimiter;
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
