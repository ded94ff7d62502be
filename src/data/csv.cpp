#include "data/csv.h"

#include <descent/error.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "base/text.h"
#include "data/class_numbers.h"
#include "data/csv_dialect.h"
#include "data/csv_header.h"
#include "data/csv_scanner.h"
#include "data/encoding.h"
#include "data/float_text.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

using Fields = std::vector<std::string_view>;

class CsvReader {
public:
    CsvReader(const storage::FileBytes& file, const DataSource& source)
        : file_(file),
          source_(source),
          dialect_(detect_dialect(storage::as_text(file.bytes))),
          scanner_(dialect_.text, file.path, dialect_.form),
          classes_(source.class_names) {}

    Dataset read() {
        Fields fields;
        if (!scanner_.next(fields)) throw InputError(file_.path, "line 1", "an empty file", "a row of column names");
        header_ = read_header(fields, source_, file_.path, scanner_.line(), has_decimal_commas());
        choose_targets();
        if (header_.has_names && !scanner_.next(fields)) fail_empty();
        do {
            if (is_blank(fields)) {
                ++blank_rows_;
                continue;
            }
            drop_trailing(fields);
            if (patterns_ == 0) choose_kind(fields);
            add(fields);
        } while (scanner_.next(fields));
        if (patterns_ == 0) fail_empty();
        return result();
    }

private:
    static constexpr std::size_t input = SIZE_MAX;  // role of a column; others are the position among the targets
    static constexpr std::size_t left_out = SIZE_MAX - 1;  // neither input nor target

    bool has_decimal_commas() const { return dialect_.form.delimiter == ';'; }

    static bool is_blank(const Fields& fields) {
        return std::ranges::all_of(fields, [](std::string_view field) { return trimmed(field).empty(); });
    }

    /// An empty field behind the last column.
    void drop_trailing(Fields& fields) {
        if (fields.size() != header_.names.size() + 1 || !trimmed(fields.back()).empty()) return;
        fields.pop_back();
        dropped_trailing_ = true;
    }

    void choose_targets() {
        const std::vector<std::string>& names = header_.names;
        if (source_.targets.empty() && !source_.targets_optional) {
            throw UsageError(
                "target", "no target column is named; the columns of " + file_.path + " are " + printable(join(names)));
        }
        roles_.assign(names.size(), input);
        if (header_.index_left_out) roles_[0] = left_out;
        for (const std::string& target : source_.targets) {
            const auto found = std::find(names.begin(), names.end(), target);
            if (found == names.end()) {
                if (source_.targets_optional) continue;
                fail_line("no column " + quote(target),
                          "a target column among " + printable(join(names)) + did_you_mean(target, names));
            }
            std::size_t& role = roles_[static_cast<std::size_t>(found - names.begin())];
            if (role != input) throw UsageError("target", "the column " + quote(target) + " is named twice");
            role = targets_++;
        }
        if (std::ranges::find(roles_, input) == roles_.end()) {
            fail_line("no column that is not a target", "at least one input");
        }
        if (targets_ < source_.targets.size() && targets_ > 0) {
            fail_line(to_text(targets_) + " of the " + to_text(source_.targets.size()) + " target columns",
                      "all or none");
        }
        if (targets_ > 1 && source_.task == Task::classification) {
            throw UsageError("task", "classification needs one target column, found " + to_text(targets_));
        }
    }

    /// Text in the first line makes a single target column one of classes; a later change of mind is an error.
    void choose_kind(const Fields& first) {
        if (targets_ != 1 || first.size() != header_.names.size()) return;
        const auto column = static_cast<std::size_t>(std::find(roles_.begin(), roles_.end(), 0u) - roles_.begin());
        const bool spelled = parse_number<double>(trimmed(first[column])).has_value();  // also NaN: refused as a number
        const bool is_number =
            spelled || to_float(first[column]) || (has_decimal_commas() && from_decimal_comma(trimmed(first[column])));
        has_classes_ = !source_.class_names.empty() || source_.task == Task::classification ||
                       (source_.task == Task::automatic && !is_number);
    }

    void add(const Fields& fields) {
        if (fields.size() != header_.names.size()) {
            fail_line(to_text(fields.size()) + " fields",
                      to_text(header_.names.size()) +
                          (header_.has_names ? ", as in the row of column names" : ", as in the first row"));
        }
        if (patterns_ == std::numeric_limits<std::uint32_t>::max()) fail_line("one pattern more", "at most 4294967295");
        const std::size_t first_value = result_.values.size();
        result_.values.resize(first_value + (has_classes_ ? 0 : targets_));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (roles_[i] == input) {
                inputs_.push_back(number(fields[i], i));
            } else if (roles_[i] == left_out) {
                continue;
            } else if (has_classes_) {
                result_.labels.push_back(label(fields[i], i));
            } else {
                result_.values[first_value + roles_[i]] = number(fields[i], i);
            }
        }
        lines_.push_back(static_cast<std::uint32_t>(scanner_.line()));
        ++patterns_;
    }

    float number(std::string_view field, std::size_t column) {
        auto value = to_float(field);
        if (value && (!has_decimal_commas() || field.find('.') == field.npos)) return *value;
        const bool comma = !value;
        if (comma && has_decimal_commas()) value = from_decimal_comma(field);
        if (!value) fail_field(field, column, "a finite number within float32");
        return *marked(value, comma, field, column);
    }

    /// One file writes its fractions in one way: "1,234" among points may have meant a thousand.
    std::optional<float> marked(std::optional<float> value, bool comma, std::string_view field, std::size_t column) {
        std::size_t& own_line = comma ? comma_line_ : point_line_;
        const std::size_t other_line = comma ? point_line_ : comma_line_;
        if (other_line != 0) {
            fail_field(field, column,
                       std::string("a decimal ") + (comma ? "point" : "comma") + ", as on line " + to_text(other_line));
        }
        if (own_line == 0) own_line = scanner_.line();
        return value;
    }

    std::uint32_t label(std::string_view field, std::size_t column) {
        if (field.empty()) fail_field(field, column, "a class");
        const auto value = classes_.number(field);
        if (!value) {
            fail_field(field, column,
                       "one of the known classes " + printable(join(classes_.names())) +
                           did_you_mean(field, classes_.names()));
        }
        return *value;
    }

    Dataset result() {
        Dataset::Targets targets = std::move(result_);
        if (has_classes_) classes_.finish(targets);
        targets.columns = has_classes_ ? 0 : targets_;
        std::vector<std::string> input_names;
        for (std::size_t i = 0; i < header_.names.size(); ++i) {
            if (roles_[i] == input) input_names.push_back(header_.names[i]);
        }
        const auto memory = std::make_shared<const std::vector<float>>(std::move(inputs_));
        const auto* bytes = reinterpret_cast<const std::byte*>(memory->data());
        Dataset::Inputs inputs{memory, bytes, ElementType::f32, patterns_, input_names.size()};
        return Dataset(file_.path, std::move(inputs), std::move(targets),
                       {.columns = number_columns(input_names),
                        .notes = notes(),
                        .targets = source_.targets,
                        .lines = std::move(lines_)});
    }

    /// In the order in which things were decided.
    std::vector<std::string> notes() const {
        std::vector<std::string> notes = dialect_.notes;
        if (source_.encoding != Encoding::utf8) {
            notes.insert(notes.begin(), "read as " + std::string(to_string(source_.encoding)));
        }
        if (comma_line_ != 0) notes.push_back("numbers have decimal commas");
        notes.insert(notes.end(), header_.notes.begin(), header_.notes.end());
        if (header_.trailing || dropped_trailing_) notes.push_back("the empty field at the end of lines is left out");
        const std::size_t blank = blank_rows_ + scanner_.empty_lines();
        if (blank > 0)
            notes.push_back(to_text(blank) + (blank == 1 ? " blank row is" : " blank rows are") + " skipped");
        return notes;
    }

    [[noreturn]] void fail_empty() const {
        throw InputError(file_.path, "", "0 patterns", "at least one line after the column names");
    }

    [[noreturn]] void fail_line(const std::string& found, const std::string& expected) const {
        throw InputError(file_.path, "line " + to_text(scanner_.line()), found, expected);
    }

    [[noreturn]] void fail_field(std::string_view field, std::size_t column, const std::string& expected) const {
        throw InputError(file_.path, "line " + to_text(scanner_.line()) + ", column " + quote(header_.names[column]),
                         field.empty() ? "an empty field" : quote(field), expected);
    }

    const storage::FileBytes& file_;
    const DataSource& source_;
    CsvDialect dialect_;
    CsvScanner scanner_;
    CsvHeader header_;
    ClassNumbers classes_;
    std::vector<std::size_t> roles_;
    std::size_t targets_ = 0;
    std::size_t patterns_ = 0;
    std::size_t blank_rows_ = 0;
    bool dropped_trailing_ = false;
    std::size_t comma_line_ = 0;  // where the first decimal comma stands, and the first decimal point
    std::size_t point_line_ = 0;
    bool has_classes_ = false;
    std::vector<float> inputs_;
    std::vector<std::uint32_t> lines_;
    Dataset::Targets result_;
};

}  // namespace

Dataset parse_csv(const storage::FileBytes& file, const DataSource& source) {
    const storage::FileBytes text = to_utf8(file, source.encoding);
    return CsvReader(text, source).read();
}

}  // namespace descent::data
