#include "data/csv_header.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "data/marks.h"
#include "data/number_text.h"
#include "data/some_of.h"

namespace descent::data {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// A delimiter ends the record.
bool ends_empty(const std::vector<std::string_view>& fields) {
    return fields.size() > 1 && trimmed(fields.back()).empty();
}

bool is_number(std::string_view text, bool decimal_comma) {
    return to_double(text) || (decimal_comma && from_decimal_comma(text));
}

bool is_known(std::string_view name, const DataSource& source) {
    const auto has_name = [&](const Column& column) { return column.name == name; };
    return contains(source.targets, name) || (source.known && std::ranges::any_of(source.known->inputs, has_name));
}

/// Whether data that is known by numbered columns, c1, c2, ..., has no names; one of them may be a category as well.
bool lacks_known_names(const std::vector<std::string_view>& fields, const DataSource& source) {
    if (!source.known || source.known->unnamed == 0) return false;
    const auto stands_there = [&](const Column& column) {
        return std::ranges::any_of(fields, [&](std::string_view field) { return trimmed(field) == column.name; });
    };
    return !std::ranges::all_of(source.known->inputs, stands_there);
}

bool holds_names(const std::vector<std::string_view>& fields, const DataSource& source, bool decimal_comma) {
    if (source.no_header || lacks_known_names(fields, source)) return false;
    bool numbers = false;
    for (std::size_t i = 0; i < fields.size() - ends_empty(fields); ++i) {
        const std::string_view text = trimmed(fields[i]);
        if (is_known(text, source)) return true;
        const bool number = is_number(text, decimal_comma);
        if (!number && (!is_missing_mark(text) || i == 0)) return true;
        numbers |= number;
    }
    return !numbers;
}

/// A name for each field but the first: so R writes tables whose rows have names. One name alone is a title as a rule.
bool has_row_names(const std::vector<std::string_view>& names, const std::vector<std::string_view>& next) {
    return names.size() > 1 && next.size() == names.size() + 1 && !ends_empty(names) && !ends_empty(next) &&
           !trimmed(names[0]).empty();
}

/// c1, c2, ... but for some.
std::vector<std::string> numbered_names(std::size_t count, const std::vector<std::string>& but = {}) {
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i) {
        std::string name = "c" + to_text(i);
        if (!contains(but, name)) names.push_back(std::move(name));
    }
    return names;
}

/// By position: the columns of the training data, those without its targets, or its inputs; else numbered anew.
std::vector<std::string> names_by_position(std::size_t count, const DataSource& source) {
    if (!source.known) return numbered_names(count);
    const Columns& known = *source.known;
    if (known.unnamed == count) return numbered_names(count);
    if (known.unnamed == count + source.targets.size()) return numbered_names(known.unnamed, source.targets);
    if (known.inputs.size() != count) return numbered_names(count);
    std::vector<std::string> names;
    for (const Column& column : known.inputs) names.push_back(column.name);
    return names;
}

CsvHeader numbered(const std::vector<std::string_view>& fields, const DataSource& source) {
    CsvHeader header{.has_names = false, .trailing = ends_empty(fields)};
    header.names = names_by_position(fields.size() - header.trailing, source);
    const std::string last = header.names.size() > 1 ? " to " + printable(header.names.back(), 60) : "";
    const bool as_known = source.known && source.known->unnamed > 0;
    header.notes.push_back("no header" + std::string(as_known ? ", as in the training data" : "") +
                           ": the columns are " + printable(header.names[0], 60) + last);
    return header;
}

/// Names that are given because there is none or because it stands there already, in `names`.
std::string free_name(const std::string& start, std::size_t number, const std::unordered_set<std::string>& taken) {
    while (taken.contains(start + to_text(number))) ++number;
    return start + to_text(number);
}

void say_names(CsvHeader& header, const std::vector<std::string>& given, const std::vector<std::string>& numbered) {
    if (header.row_names) {
        header.notes.emplace_back(
            "lines have one field more than there are names: the first holds the names of rows, and is left out");
    } else if (header.index_left_out)
        header.notes.push_back("the first column has no name: it is left out as an index");
    if (!given.empty()) header.notes.push_back("columns without a name are called " + some_of(given));
    if (!numbered.empty()) header.notes.push_back("columns of one name are numbered: " + some_of(numbered));
}

/// Names that are numbers, but for those that pandas gives: 0, 1, 2, ...
std::vector<std::string> numbers_among(const CsvHeader& header) {
    std::vector<std::string> numbers;
    for (std::size_t i = header.index_left_out; i < header.names.size(); ++i) {
        const bool counts = header.names[i] == to_text(i - header.index_left_out);
        if (!counts && to_double(header.names[i])) numbers.push_back(header.names[i]);
    }
    return numbers;
}

/// A pattern that is taken for names would be lost without a word.
void say_numbers(CsvHeader& header) {
    const std::vector<std::string> numbers = numbers_among(header);
    if (numbers.empty()) return;
    header.notes.push_back("names of columns that are numbers: " + some_of(numbers) +
                           "; no_header=true where they are a pattern");
}

}  // namespace

CsvHeader read_header(const std::vector<std::string_view>& first, const std::vector<std::string_view>& next,
                      const DataSource& source, bool decimal_comma) {
    if (!holds_names(first, source, decimal_comma)) return numbered(first, source);
    CsvHeader header{.trailing = ends_empty(first)};
    header.row_names = has_row_names(first, next);
    std::vector<std::string_view> fields = first;
    if (header.row_names) fields.insert(fields.begin(), "");
    const std::size_t columns = fields.size() - header.trailing;
    std::unordered_set<std::string> taken, seen;
    for (const std::string_view field : fields) taken.emplace(trimmed(field));
    std::vector<std::string> given, numbered;
    for (std::size_t i = 0; i < columns; ++i) {
        std::string name(trimmed(fields[i]));
        header.index_left_out |= name.empty() && i == 0 && columns > 1;
        if (name.empty() && i > 0) {
            given.push_back(name = free_name("c", i + 1, taken));
        } else if (!seen.insert(name).second) {
            if (!contains(header.repeated, name)) header.repeated.push_back(name);
            numbered.push_back(name = free_name(name + ".", 1, taken));
        }
        taken.insert(name);
        header.names.push_back(std::move(name));
    }
    say_names(header, given, numbered);
    if (!source.known) say_numbers(header);
    if (source.known && source.known->unnamed > 0) {
        header.notes.push_back("the first line holds names, other than in the training data");
    }
    return header;
}

bool may_be_a_pattern(const CsvHeader& header) {
    return header.has_names &&
           std::ranges::any_of(header.names, [](std::string_view name) { return to_double(name).has_value(); });
}

}  // namespace descent::data
