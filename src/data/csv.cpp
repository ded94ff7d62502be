#include "data/csv.h"

#include <descent/error.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_set>

#include "base/text.h"
#include "data/class_numbers.h"
#include "data/csv_scanner.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

using Fields = std::vector<std::string_view>;

std::string_view trimmed(std::string_view field) {
    const std::size_t first = field.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return field.substr(first, field.find_last_not_of(" \t") - first + 1);
}

/// The nearest float32; nothing for text, NaN, infinities and numbers beyond float32.
std::optional<float> to_float(std::string_view field) {
    std::string_view text = trimmed(field);
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    float number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error == std::errc() && end == last) return std::isfinite(number) ? std::optional(number) : std::nullopt;
    if (error != std::errc::result_out_of_range) return std::nullopt;
    // Too small and too large are reported alike. Only the small ones have a nearest float32.
    const auto wide = parse_number<long double>(text);
    return wide && std::fabs(*wide) < 1 ? std::optional(static_cast<float>(*wide)) : std::nullopt;
}

class CsvReader {
public:
    CsvReader(const storage::FileBytes& file, const DataSource& source)
        : file_(file),
          source_(source),
          scanner_(storage::as_text(file.bytes), file.path),
          classes_(source.class_names) {}

    Dataset read() {
        read_names();
        choose_targets();
        Fields fields;
        while (scanner_.next(fields)) {
            if (patterns_ == 0) choose_kind(fields);
            add(fields);
        }
        if (patterns_ == 0) throw InputError(file_.path, "", "0 patterns", "at least one line after the column names");
        return result();
    }

private:
    static constexpr std::size_t input = SIZE_MAX;  // role of a column; others are the position among the targets

    void read_names() {
        Fields fields;
        if (!scanner_.next(fields)) throw InputError(file_.path, "line 1", "an empty file", "a row of column names");
        std::unordered_set<std::string> seen;
        for (const std::string_view field : fields) {
            std::string name(trimmed(field));
            if (name.empty()) fail_line("column " + to_text(names_.size() + 1) + " without a name", "a name");
            if (!seen.insert(name).second) fail_line("the column " + quote(name) + " twice", "different names");
            names_.push_back(std::move(name));
        }
        if (names_.size() == 1 && names_[0].find_first_of(";\t") != std::string::npos) {
            fail_line(quote(names_[0]), "columns separated by commas");
        }
    }

    void choose_targets() {
        if (source_.targets.empty() && !source_.targets_optional) {
            throw UsageError("target", "no target column is named; the columns of " + file_.path + " are " +
                                           printable(join(names_)));
        }
        roles_.assign(names_.size(), input);
        for (const std::string& target : source_.targets) {
            const auto found = std::find(names_.begin(), names_.end(), target);
            if (found == names_.end()) {
                if (source_.targets_optional) continue;
                fail_line("no column " + quote(target),
                          "a target column among " + printable(join(names_)) + did_you_mean(target, names_));
            }
            std::size_t& role = roles_[static_cast<std::size_t>(found - names_.begin())];
            if (role != input) throw UsageError("target", "the column " + quote(target) + " is named twice");
            role = targets_++;
        }
        if (targets_ == names_.size()) fail_line("no column that is not a target", "at least one input");
        if (targets_ < source_.targets.size() && targets_ > 0) {
            fail_line(to_text(targets_) + " of the " + to_text(source_.targets.size()) + " target columns",
                      "all or none");
        }
    }

    /// Text in the first line makes a single target column one of classes; a later change of mind is an error.
    void choose_kind(const Fields& first) {
        if (targets_ != 1 || first.size() != names_.size()) return;
        const auto column = static_cast<std::size_t>(std::find(roles_.begin(), roles_.end(), 0u) - roles_.begin());
        const bool spelled = parse_number<double>(trimmed(first[column])).has_value();  // also NaN: refused as a number
        has_classes_ = !source_.class_names.empty() || !(spelled || to_float(first[column]));
    }

    void add(const Fields& fields) {
        if (fields.size() != names_.size()) {
            fail_line(to_text(fields.size()) + " fields", to_text(names_.size()) + ", as in the row of column names");
        }
        if (patterns_ == std::numeric_limits<std::uint32_t>::max()) fail_line("one pattern more", "at most 4294967295");
        const std::size_t first_value = result_.values.size();
        result_.values.resize(first_value + (has_classes_ ? 0 : targets_));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (roles_[i] == input) {
                inputs_.push_back(number(fields[i], i));
            } else if (has_classes_) {
                result_.labels.push_back(label(fields[i], i));
            } else {
                result_.values[first_value + roles_[i]] = number(fields[i], i);
            }
        }
        ++patterns_;
    }

    float number(std::string_view field, std::size_t column) const {
        const auto value = to_float(field);
        if (!value) fail_field(field, column, "a finite number within float32");
        return *value;
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
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (roles_[i] == input) input_names.push_back(names_[i]);
        }
        const auto memory = std::make_shared<const std::vector<float>>(std::move(inputs_));
        const auto* bytes = reinterpret_cast<const std::byte*>(memory->data());
        Dataset::Inputs inputs{memory, bytes, ElementType::f32, patterns_, input_names.size()};
        return Dataset(file_.path, std::move(inputs), std::move(targets), std::move(input_names));
    }

    [[noreturn]] void fail_line(const std::string& found, const std::string& expected) const {
        throw InputError(file_.path, "line " + to_text(scanner_.line()), found, expected);
    }

    [[noreturn]] void fail_field(std::string_view field, std::size_t column, const std::string& expected) const {
        throw InputError(file_.path, "line " + to_text(scanner_.line()) + ", column " + quote(names_[column]),
                         field.empty() ? "an empty field" : quote(field), expected);
    }

    const storage::FileBytes& file_;
    const DataSource& source_;
    CsvScanner scanner_;
    ClassNumbers classes_;
    std::vector<std::string> names_;
    std::vector<std::size_t> roles_;
    std::size_t targets_ = 0;
    std::size_t patterns_ = 0;
    bool has_classes_ = false;
    std::vector<float> inputs_;
    Dataset::Targets result_;
};

}  // namespace

Dataset parse_csv(const storage::FileBytes& file, const DataSource& source) { return CsvReader(file, source).read(); }

}  // namespace descent::data
