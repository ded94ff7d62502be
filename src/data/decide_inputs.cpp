#include "data/different_numbers.h"
#include "data/input_columns.h"
#include "data/marks.h"
#include "data/number_text.h"
#include "data/some_of.h"
#include "data/targets.h"

namespace descent::data {
namespace {

using Entry = ColumnTexts::Entry;

constexpr std::size_t least_identifiers = 10;  // fewer different texts may be categories of a short table

class Decision {
public:
    explicit Decision(CsvTable& table) : table_(table), positions_(table.columns_of(CsvRole::Kind::input)) {}

    InputColumns decide() {
        for (std::size_t i = 0; i < positions_.size(); ++i) decide_column(i);
        read_mixed();
        result_.columns.missing = table_.source.missing;
        result_.columns.unknown = table_.source.unknown;
        result_.columns.encoding = table_.source.encoding;
        if (result_.inputs.empty()) {
            throw InputError(table_.body.file, "", "no input: " + left_out(),
                             "at least one column of numbers, or of texts that repeat, besides the targets");
        }
        require_categories();
        say();
        return std::move(result_);
    }

private:
    void decide_column(std::size_t index) {
        const std::size_t column = positions_[index];
        const ColumnTexts& texts = table_.cells.texts[column];
        const ColumnTally tally = tally_of(texts, table_.cells.rows);
        const auto all = [&](auto is) {
            return std::ranges::all_of(meaningful(texts), [&](const Entry* entry) { return is(entry->text); });
        };
        if (tally.numbers + tally.texts == 0 && may_be_left_out(texts)) return empty_.push_back(table_.name(column));
        if (tally.texts == 0) return add(index, ColumnKind::number);
        if (tally.numbers == 0 && all([](std::string_view text) { return truth_of(text).has_value(); })) {
            truths_.push_back(table_.name(column));
            return add(index, ColumnKind::truth);
        }
        if (tally.numbers > 0) return decide_mixed(index, tally);
        if (all(is_number_of_people)) refuse_text(column, tally);
        if (!is_identifier(column, tally)) return add(index, ColumnKind::category);
        identifiers_.push_back(table_.name(column));
    }

    std::string left_out() const {
        const std::string texts = "texts that are all different in ";
        if (identifiers_.empty()) return "no values in " + some_of(empty_);
        if (empty_.empty()) return texts + some_of(identifiers_);
        return "no values in " + some_of(empty_) + ", and " + texts + some_of(identifiers_);
    }

    /// Empty fields alone are what spreadsheets leave; marks say that values are missing.
    bool may_be_left_out(const ColumnTexts& texts) const {
        return table_.source.missing != Missing::refuse ||
               std::ranges::all_of(texts.entries(), [](const Entry& entry) { return entry.text.empty(); });
    }

    void add(std::size_t index, ColumnKind kind) {
        result_.inputs.push_back({positions_[index], index});
        result_.columns.inputs.push_back({.name = table_.name(positions_[index]), .kind = kind});
    }

    void decide_mixed(std::size_t index, const ColumnTally& tally) {
        const std::size_t column = positions_[index];
        const auto whole = few_whole_numbers(table_.cells.inputs, table_.cells.rows, index, most_repeated);
        if (!mixes_categories(table_.cells.texts[column], tally, whole)) refuse_text(column, tally);
        mixed_.push_back(index);
        mixed_names_.push_back(table_.name(column) + " ('" + tally.first_text->text + "')");
        add(index, ColumnKind::category);
    }

    [[noreturn]] void refuse_text(std::size_t column, const ColumnTally& tally) const {
        table_.fail(tally.first_text->line, column, tally.first_text->text,
                    "a finite number within float32; ignore=NAME leaves the column out");
    }

    /// Texts that are all different say nothing about other patterns.
    bool is_identifier(std::size_t column, ColumnTally tally) {
        ColumnTexts& texts = table_.cells.texts[column];
        if (texts.overflowed()) {
            read_as_texts(table_, {column});
            tally = tally_of(texts, table_.cells.rows);
        }
        if (tally.different_texts == tally.texts && tally.texts >= least_identifiers && !texts.overflowed())
            return true;
        if (tally.different_texts <= most_categories) return false;
        throw InputError(table_.body.file, "column " + quote(table_.name(column)),
                         to_text(tally.different_texts) + " different texts",
                         "at most " + to_text(most_categories) + " categories; ignore=NAME leaves the column out");
    }

    /// Digits among the letters become texts like them.
    void read_mixed() {
        if (mixed_.empty()) return;
        std::vector<std::size_t> columns;
        for (const std::size_t index : mixed_) columns.push_back(positions_[index]);
        const Matrix cells = read_as_texts(table_, columns);
        for (std::size_t k = 0; k < mixed_.size(); ++k) {
            for (std::size_t r = 0; r < table_.cells.rows; ++r) table_.cells.inputs.at(r, mixed_[k]) = cells.at(r, k);
        }
    }

    void require_categories() const {
        const auto is_category = [](const Column& column) { return column.kind == ColumnKind::category; };
        if (table_.source.unknown == Unknown::refuse || std::ranges::any_of(result_.columns.inputs, is_category))
            return;
        throw UsageError("unknown", "decides nothing: no input of " + table_.body.file + " has categories");
    }

    void say() {
        const auto say_of = [&](const std::vector<std::string>& names, const std::string& one,
                                const std::string& many) {
            if (!names.empty()) table_.notes.push_back((names.size() == 1 ? one : many) + some_of(names));
        };
        say_of(empty_, "a column without a value is left out: ", "columns without a value are left out: ");
        say_of(identifiers_, "a column of texts that are all different is left out: ",
               "columns of texts that are all different are left out: ");
        if (!mixed_names_.empty()) {
            table_.notes.push_back("numbers among texts are categories, too, in " + some_of(mixed_names_) +
                                   "; where such a text says that a value is missing, an empty field says so");
        }
        say_of(truths_, "true and false are 1 and 0 in ", "true and false are 1 and 0 in ");
    }

    CsvTable& table_;
    std::vector<std::size_t> positions_;
    InputColumns result_;
    std::vector<std::size_t> mixed_;  // indices
    std::vector<std::string> empty_, identifiers_, truths_, mixed_names_;
};

/// Texts in order, each with the number of its entry.
std::vector<std::string> sorted_categories(const ColumnTexts& texts) {
    std::vector<std::string> categories;
    for (const Entry* entry : meaningful(texts)) categories.push_back(entry->text);
    std::ranges::sort(categories);
    return categories;
}

void say_categories(CsvTable& table, const Columns& columns) {
    std::vector<std::string> names;
    for (const Column& column : columns.inputs) {
        if (column.kind == ColumnKind::category) {
            names.push_back(column.name + " (" + to_text(column.categories.size()) + ")");
        }
    }
    if (!names.empty()) table.notes.push_back("texts are categories, one input each: " + some_of(names));
}

}  // namespace

double category_of(const Column& column, const std::string& text) {
    const auto place = std::ranges::lower_bound(column.categories, text);
    const bool known = place != column.categories.end() && *place == text;
    return known ? static_cast<double>(place - column.categories.begin()) : -1;
}

InputColumns decide_inputs(CsvTable& table) { return Decision(table).decide(); }

void give_meanings(CsvTable& table, InputColumns& inputs) {
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        Column& column = inputs.columns.inputs[i];
        const ColumnTexts& texts = table.cells.texts[inputs.inputs[i].position];
        const bool is_category = column.kind == ColumnKind::category;
        if (is_category) column.categories = sorted_categories(texts);
        column.indicator = table.source.missing == Missing::indicator && tally_of(texts, table.cells.rows).missing > 0;
        for (const Entry& entry : texts.entries()) {
            double meaning = missing_value;
            if (!entry.missing) {
                meaning = is_category ? category_of(column, entry.text) : truth_of(entry.text).value_or(false);
            }
            inputs.inputs[i].meanings.push_back(meaning);
        }
    }
    say_categories(table, inputs.columns);
}

}  // namespace descent::data
