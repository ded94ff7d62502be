#include "data/csv.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "data/column_hints.h"
#include "data/csv_dialect.h"
#include "data/csv_header.h"
#include "data/csv_targets.h"
#include "data/encoding.h"
#include "data/input_columns.h"
#include "data/line_ends.h"
#include "data/some_of.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

class TableReader {
public:
    TableReader(const storage::FileBytes& file, const DataSource& source, std::size_t chunk_bytes, LeftOut left_out)
        : file_(file),
          source_(source),
          left_out_(left_out),
          work_{source.threads.count, chunk_bytes},
          dialect_(detect_dialect(storage::as_text(file.bytes), source.known.value_or(Columns()))) {}

    Dataset read() {
        CsvTable table{source_, read_names(), {}, {}};
        table.roles = assign_roles(header_, source_, file_.path, names_line_, left_out_);
        require_utf8_before(table.body.text);
        table.cells = read_cells(table.body, table.roles);
        if (table.cells.rows == 0) {
            throw InputError(file_.path, "", "0 patterns", "at least one line after the column names");
        }
        require_sure_commas(table);
        if (holds_returns(table)) require_one_line_end(file_);
        say_form(table);
        return to_dataset(table);
    }

private:
    /// The names of the columns; returns where the patterns are.
    CsvBody read_names() {
        CsvScanner scanner(dialect_.text, file_.path, dialect_.form);
        std::vector<std::string_view> fields;
        const auto is_empty = [](std::string_view field) { return trimmed(field).empty(); };
        do {
            if (!scanner.next(fields)) throw InputError(file_.path, "line 1", "an empty file", "a row of column names");
            ++records_to_names_;
        } while (std::ranges::all_of(fields, is_empty));
        empty_lines_to_names_ = scanner.empty_lines();
        names_line_ = scanner.line();
        CsvForm form = dialect_.form;
        form.first_line = scanner.rest_line();
        CsvScanner second(scanner.rest(), file_.path, form);
        std::vector<std::string_view> next;
        second.next(next);
        header_ = read_header(fields, next, source_, form.delimiter != ',');
        if (!header_.has_names) return {dialect_.text, dialect_.form, file_.path, header_, file_, work_};
        return {scanner.rest(), form, file_.path, header_, file_, work_};
    }

    /// In the different texts, which are few: whether some stand outside quotes is seen in the file.
    static bool holds_returns(const CsvTable& table) {
        const auto has_one = [](const std::string& text) { return text.find('\r') != text.npos; };
        return std::ranges::any_of(table.body.header.names, has_one) ||
               std::ranges::any_of(table.cells.texts, [&](const ColumnTexts& texts) {
                   return std::ranges::any_of(texts.entries(), has_one, &ColumnTexts::Entry::text);
               });
    }

    /// Semicolons are the delimiter where decimals have commas; other delimiters do not say what "1,200" is.
    void require_sure_commas(const CsvTable& table) const {
        const DecimalCommas& commas = table.cells.commas;
        if (!commas.exist() || commas.sure || dialect_.form.delimiter == ';') return;
        table.fail(commas.line, commas.column, commas.text,
                   "a number that has no comma, or another that tells whether commas separate thousands or decimals");
    }

    void require_utf8_before(std::string_view body) const {
        const std::string_view all = storage::as_text(file_.bytes);
        if (!is_utf8(all.substr(0, static_cast<std::size_t>(body.data() - all.data())))) require_utf8(file_);
    }

    Dataset to_dataset(CsvTable& table) const {
        InputColumns inputs = source_.known ? known_inputs(table) : decide_inputs(table);
        treat_missing(table, inputs);
        if (source_.known) {
            match_meanings(table, inputs);
        } else {
            give_meanings(table, inputs);
            hint_at_columns(table, inputs);
        }
        Dataset::Targets targets = to_targets(table);
        Dataset::Details details;
        details.weights = to_weights(table);
        details.groups = to_groups(table);
        details.columns = inputs.columns;
        if (!source_.known) {
            details.columns.unnamed = header_.has_names ? 0 : header_.names.size();
            details.columns.delimiter = dialect_.form.delimiter;
        }
        const std::vector<std::size_t> weights = table.columns_of(CsvRole::Kind::weight);
        details.columns.weights = weights.empty() ? std::string() : table.name(weights[0]);
        details.notes = std::move(table.notes);
        details.targets =
            table.columns_of(CsvRole::Kind::target).empty() ? std::vector<std::string>() : source_.targets;
        details.lines = std::move(table.cells.lines);
        details.left_out = std::move(table.cells.left_out);
        table.cells.others = {};
        return Dataset(file_.path, to_matrix(table, inputs), std::move(targets), std::move(details));
    }

    /// In the order in which things were decided.
    void say_form(CsvTable& table) const {
        std::vector<std::string>& notes = table.notes;
        if (source_.encoding != Encoding::utf8) notes.push_back("read as " + std::string(to_string(source_.encoding)));
        notes.insert(notes.end(), dialect_.notes.begin(), dialect_.notes.end());
        if (table.cells.commas.exist()) notes.push_back("numbers have decimal commas");
        notes.insert(notes.end(), header_.notes.begin(), header_.notes.end());
        if (header_.trailing || table.cells.dropped_trailing) {
            notes.push_back("the empty field at the end of lines is left out");
        }
        const std::size_t before_names = header_.has_names ? empty_lines_to_names_ + records_to_names_ - 1 : 0;
        const std::size_t blank = before_names + table.cells.blank_rows;
        if (blank > 0) {
            notes.push_back(to_text(blank) + (blank == 1 ? " blank row is" : " blank rows are") + " skipped");
        }
        notes.insert(notes.end(), table.roles.notes.begin(), table.roles.notes.end());
        say_rounding(table);
    }

    void say_rounding(CsvTable& table) const {
        std::vector<std::string> names;
        for (const std::size_t column : table.cells.rounded) names.push_back(table.name(column));
        if (names.empty()) return;
        table.notes.push_back("whole numbers beyond 2^53 are rounded to those that float64 has: " + some_of(names));
    }

    const storage::FileBytes& file_;
    const DataSource& source_;
    LeftOut left_out_;
    CsvWork work_;
    CsvDialect dialect_;
    CsvHeader header_;
    std::size_t names_line_ = 1;
    std::size_t records_to_names_ = 0, empty_lines_to_names_ = 0;
};

/// Whatever is wrong besides: bytes that are no text, and lines that are several, are what is said.
Dataset read(const storage::FileBytes& text, const DataSource& source, std::size_t chunk_bytes, LeftOut left_out) try {
    return TableReader(text, source, chunk_bytes, left_out).read();
} catch (const Error&) {
    require_utf8(text);
    require_one_line_end(text);
    throw;
}

}  // namespace

Dataset parse_csv(const storage::FileBytes& file, const DataSource& source, std::size_t chunk_bytes, LeftOut left_out) {
    const storage::FileBytes text = to_utf8(file, source.encoding);
    if (!source.known || !source.known->inputs.empty()) return read(text, source, chunk_bytes, left_out);
    DataSource unnamed = source;  // inputs of arrays have no names to be matched by
    unnamed.known.reset();
    return read(text, unnamed, chunk_bytes, left_out);
}

}  // namespace descent::data
