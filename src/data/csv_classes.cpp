#include "data/csv_classes.h"

#include <map>

#include "data/different_numbers.h"
#include "data/marks.h"
#include "data/number_text.h"
#include "data/targets.h"

namespace descent::data {
namespace {

/// Whole numbers in full: 100000, not 1e+05.
std::string spelled(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? to_text(whole) : to_text(value);
}

using Entry = ColumnTexts::Entry;

constexpr std::size_t least_repeating = 4;  // patterns: of fewer each may well be of another class

/// The one column that holds classes, or may.
class ClassColumn {
public:
    ClassColumn(CsvTable& table, std::size_t column)
        : table_(table),
          column_(column),
          rows_(table.cells.rows),
          tally_(tally_of(table.cells.texts[column], table.cells.rows)) {}

    /// Nothing where the column holds numbers.
    std::optional<Dataset::Targets> classes() {
        if (!table_.source.class_names.empty()) return known_classes();
        const Task task = table_.source.task;
        if (task == Task::regression) return std::nullopt;
        Dataset::Targets targets;
        if (tally_.texts == 0) {
            if (task == Task::automatic) require_told_apart();
            const auto values = task == Task::automatic ? numbers_that_repeat() : std::optional(different_numbers());
            if (!values) return std::nullopt;
            targets = number_classes(*values);
            if (table_.cells.padded.contains(column_)) {
                table_.notes.push_back("leading zeros of classes are not kept in " +
                                       printable(table_.name(column_), 60) + "; a letter before each keeps them");
            }
        } else {
            if (task == Task::automatic) require_classes();
            if (task == Task::automatic && tally_.numbers > 0) say_mixed();
            targets = text_classes();
        }
        if (tally_.different_texts > targets.class_names.size() && tally_.numbers == 0) {
            table_.notes.push_back("spellings of true and false are " + join(targets.class_names, " and ") + " in " +
                                   printable(table_.name(column_), 60));
        }
        table_.notes.push_back(target_note(targets, task == Task::automatic && tally_.texts == 0));
        if (std::string note = rare_classes_note(targets); !note.empty()) table_.notes.push_back(std::move(note));
        return targets;
    }

private:
    const ColumnTexts& texts() const { return table_.cells.texts[column_]; }

    double cell(std::size_t row) const { return table_.cells.others.at(row, 0); }

    std::optional<std::vector<double>> whole() const {
        return few_whole_numbers(table_.cells.others, rows_, 0, most_repeated);
    }

    /// Numbers that look like classes though nobody said so.
    std::optional<std::vector<double>> numbers_that_repeat() const {
        auto values = whole();
        if (!values || values->size() < 2) return std::nullopt;
        const auto count = [&] { return counts_of(*values); };
        return numbers_look_like_classes(values->size(), rows_, count) ? std::move(values) : std::nullopt;
    }

    std::vector<std::size_t> counts_of(const std::vector<double>& values) const {
        const PlaceOfNumber place(values);
        std::vector<std::size_t> counts(values.size());
        for (std::size_t r = 0; r < rows_; ++r) ++counts[place(cell(r))];
        return counts;
    }

    void require_classes() const {
        const bool mixed = tally_.numbers > 0;
        const auto is_number = [](const Entry* entry) { return is_number_of_people(entry->text); };
        const bool right =
            mixed ? mixes_categories(texts(), tally_, whole()) : !std::ranges::all_of(meaningful(texts()), is_number);
        const std::string_view first = tally_.first_text->text;
        const bool decorated = is_number_of_people(first) && first.find_first_of(",' _$%") != first.npos;
        if (!right) {
            fail_text("a finite number within float32" +
                      std::string(decorated ? ", without thousands separator, decimal comma or unit" : "") +
                      "; task=classification makes classes of texts");
        }
        const bool repeats = mixed || tally_.different_texts < tally_.texts || tally_.texts < least_repeating ||
                             !truth_spelling().empty();
        if (repeats) return;
        fail_text("classes that repeat, not another for each of the " + to_text(tally_.texts) +
                  " patterns; task=classification takes them");
    }

    void say_mixed() {
        table_.notes.push_back("numbers among texts are classes, too, in " + printable(table_.name(column_), 60) +
                               " ('" + printable(tally_.first_text->text, 60) +
                               "'); task=regression takes numbers alone; missing=drop leaves empty fields out");
    }

    [[noreturn]] void fail_text(const std::string& expected) const {
        table_.fail(tally_.first_text->line, column_, tally_.first_text->text, expected);
    }

    Dataset::Targets number_classes(const std::vector<double>& values) const {
        require_few(values.size());
        require_exact(values);
        Dataset::Targets targets;
        for (const double value : values) targets.class_names.push_back(spelled(value));
        targets.labels.reserve(rows_);
        const PlaceOfNumber place(values);
        for (std::size_t r = 0; r < rows_; ++r) targets.labels.push_back(place(cell(r)));
        return targets;
    }

    /// Ascending. They are few as a rule; only where they are many all cells are sorted.
    std::vector<double> different_numbers() const {
        constexpr std::size_t few = 1000;
        DifferentNumbers numbers;
        for (std::size_t r = 0; r < rows_; ++r) {
            if (numbers.add(cell(r)) > few) return all_sorted();
        }
        return numbers.ascending();
    }

    std::vector<double> all_sorted() const {
        std::vector<double> values;
        for (std::size_t r = 0; r < rows_; ++r) values.push_back(cell(r) + 0.0);  // -0 is 0
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return values;
    }

    Dataset::Targets text_classes() {
        if (tally_.numbers > 0) table_.cells.others = read_as_texts(table_, {column_});  // digits are texts like them
        const auto name_of = [spelling = truth_spelling()](const std::string& text) {
            return spelling.empty() ? text : spelling[*truth_of(text) ? 1 : 0];
        };
        Dataset::Targets targets;
        std::vector<std::string>& names = targets.class_names;
        for (const Entry* entry : meaningful(texts())) names.push_back(name_of(entry->text));
        if (texts().overflowed()) require_few(most_classes + 1);
        std::ranges::sort(names);
        names.erase(std::unique(names.begin(), names.end()), names.end());
        std::vector<std::uint32_t> labels;
        for (const Entry& entry : texts().entries()) {
            if (entry.missing || entry.count == 0) {
                labels.push_back(0);
                continue;
            }
            const auto place = std::ranges::lower_bound(names, name_of(entry.text));
            labels.push_back(static_cast<std::uint32_t>(place - names.begin()));
        }
        targets.labels.reserve(rows_);
        for (std::size_t r = 0; r < rows_; ++r) targets.labels.push_back(labels[text_of(cell(r))]);
        return targets;
    }

    /// Where all texts are true or false: how each is spelled, by the first of its spellings. True and TRUE are one
    /// class.
    std::vector<std::string> truth_spelling() const {
        if (tally_.numbers > 0) return {};
        std::vector<std::string> spelling(2);
        for (const Entry* entry : meaningful(texts())) {
            const auto truth = truth_of(entry->text);
            if (!truth) return {};
            std::string& name = spelling[*truth ? 1 : 0];
            if (name.empty() || entry->text < name) name = entry->text;
        }
        return spelling;
    }

    void require_few(std::size_t classes) const {
        if (classes <= most_classes) return;
        throw InputError(table_.body.file, "column " + quote(table_.name(column_)), to_text(classes) + " classes",
                         "at most " + to_text(most_classes) + "; task=regression keeps numbers");
    }

    /// Larger whole numbers round to others.
    void require_exact(const std::vector<double>& ascending) const {
        if (ascending.empty() || (ascending.front() > -most_exact && ascending.back() < most_exact)) return;
        throw InputError(
            table_.body.file, "column " + quote(table_.name(column_)), "classes such as " + to_text(ascending.back()),
            "numbers below " + to_text(most_exact) + ", which are told apart; task=regression keeps numbers");
    }

    /// Rounded whole numbers may have been classes: those that were different are equal now.
    void require_told_apart() const {
        if (!table_.cells.rounded.contains(column_)) return;
        throw InputError(
            table_.body.file, "column " + quote(table_.name(column_)),
            "whole numbers beyond 2^53, which float64 does not tell apart",
            "smaller numbers, or texts for classes (a letter in front of each); task=regression rounds them");
    }

    Dataset::Targets known_classes() const {
        const auto& names = table_.source.class_names;
        Dataset::Targets targets{.labels = {}, .class_names = names, .values = {}, .columns = 0};
        const bool by_value = are_numbers(names);
        std::map<double, std::uint32_t> by_number;
        std::map<std::string_view, std::uint32_t> by_name;
        for (std::uint32_t i = 0; i < names.size(); ++i) {
            by_name.emplace(names[i], i);
            if (by_value) by_number.emplace(*to_double(names[i]), i);
        }
        const auto by_truth = truth_labels(names);
        for (std::size_t r = 0; r < rows_; ++r) {
            const double value = cell(r);
            const bool is_spelled = is_text(value);
            const std::string_view text = is_spelled ? std::string_view(texts()[text_of(value)].text) : "";
            auto label = is_spelled ? find(by_name, text) : find(by_number, value);
            if (!label && !by_truth.empty()) {
                const auto truth = text == "1"   ? std::optional(true)
                                   : text == "0" ? std::optional(false)
                                                 : truth_of(text);
                if (truth) label = find(by_truth, *truth);
            }
            if (!label) fail_unknown(r);
            targets.labels.push_back(*label);
        }
        return targets;
    }

    /// Where all names are true or false: the label of each, whatever its spelling.
    static std::map<bool, std::uint32_t> truth_labels(const std::vector<std::string>& names) {
        std::map<bool, std::uint32_t> labels;
        for (std::uint32_t i = 0; i < names.size(); ++i) {
            const auto truth = truth_of(names[i]);
            if (!truth) return {};
            labels.emplace(*truth, i);
        }
        return labels;
    }

    template <class Key>
    static std::optional<std::uint32_t> find(const std::map<Key, std::uint32_t>& numbers, const Key& key) {
        const auto found = numbers.find(key);
        return found == numbers.end() ? std::nullopt : std::optional(found->second);
    }

    [[noreturn]] void fail_unknown(std::size_t row) const {
        const double value = cell(row);
        const std::string found = is_text(value) ? texts()[text_of(value)].text : to_text(value);
        const std::size_t line = is_text(value) ? texts()[text_of(value)].line : line_of(table_.cells.lines, row);
        const auto& names = table_.source.class_names;
        table_.fail(line, column_, found,
                    "one of the known classes " + printable(join(names)) + did_you_mean(found, names));
    }

    CsvTable& table_;
    std::size_t column_;
    std::size_t rows_;
    ColumnTally tally_;
};

}  // namespace

std::optional<Dataset::Targets> classes_of(CsvTable& table, std::size_t column) {
    return ClassColumn(table, column).classes();
}

}  // namespace descent::data
