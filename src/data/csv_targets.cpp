#include "data/csv_targets.h"

#include <algorithm>
#include <numeric>

#include "data/csv_classes.h"
#include "data/csv_one_hot.h"
#include "data/marks.h"
#include "data/some_of.h"
#include "data/targets.h"

namespace descent::data {
namespace {

using Entry = ColumnTexts::Entry;

/// True and false alone are 1 and 0.
std::vector<double> numbers_of_texts(const CsvTable& table, std::size_t column, bool alone) {
    const ColumnTexts& texts = table.cells.texts[column];
    const ColumnTally tally = tally_of(texts, table.cells.rows);
    std::vector<double> numbers;
    for (const Entry& entry : texts.entries()) {
        const auto truth = truth_of(entry.text);
        if (entry.count > 0 && !entry.missing && (!truth || tally.numbers > 0)) {
            table.fail(tally.first_text->line, column, tally.first_text->text,
                       std::string("a finite number within float32") +
                           (alone ? "" : "; several target columns are numbers, one alone may hold classes"));
        }
        numbers.push_back(truth.value_or(false));
    }
    return numbers;
}

void say_truths(CsvTable& table, const std::vector<std::size_t>& columns) {
    std::vector<std::string> names;
    for (const std::size_t column : columns) {
        if (!meaningful(table.cells.texts[column]).empty()) names.push_back(table.name(column));
    }
    if (!names.empty()) table.notes.push_back("true and false are 1 and 0 in " + some_of(names));
}

Dataset::Targets numbers_of(const CsvTable& table, const std::vector<std::size_t>& columns) {
    Dataset::Targets targets;
    targets.columns = columns.size();
    targets.values.resize(table.cells.rows * columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const std::vector<double> numbers = numbers_of_texts(table, columns[k], columns.size() == 1);
        for (std::size_t r = 0; r < table.cells.rows; ++r) {
            const double cell = table.cells.others.at(r, k);
            targets.values[r * columns.size() + k] = is_text(cell) ? numbers[text_of(cell)] : cell;
        }
    }
    return targets;
}

/// Classes of one-hot columns, or numbers.
Dataset::Targets of_several(CsvTable& table, const std::vector<std::size_t>& columns) {
    const Task task = table.source.task;
    Dataset::Targets targets = numbers_of(table, columns);
    const OneHot one_hot(table, columns, targets.values);
    const bool demanded = task == Task::classification || !table.source.class_names.empty();
    if (demanded || (task == Task::automatic && one_hot.is_one_hot())) {
        Dataset::Targets classes = one_hot.classes();
        if (!table.source.class_names.empty()) return classes;
        table.notes.push_back(target_note(classes, !demanded));
        if (std::string note = rare_classes_note(classes); !note.empty()) table.notes.push_back(std::move(note));
        return classes;
    }
    if (!table.source.known) say_truths(table, columns);
    if (task == Task::automatic) table.notes.push_back(target_note(targets, false));
    return targets;
}

/// Of each text its place among all, byte by byte, which no order of rows changes.
std::vector<std::uint32_t> places_of(const ColumnTexts& texts) {
    std::vector<std::uint32_t> order(texts.entries().size()), places(order.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::string_view(texts[i].text); });
    for (std::uint32_t place = 0; place < order.size(); ++place) places[order[place]] = place;
    return places;
}

}  // namespace

Dataset::Targets to_targets(CsvTable& table) {
    const std::vector<std::size_t> columns = table.columns_of(CsvRole::Kind::target);
    if (columns.empty()) return {};
    if (columns.size() > 1) return of_several(table, columns);
    if (auto classes = classes_of(table, columns[0])) return std::move(*classes);
    Dataset::Targets targets = numbers_of(table, columns);
    if (!table.source.known) say_truths(table, columns);
    if (table.source.task == Task::automatic) table.notes.push_back(target_note(targets));
    return targets;
}

std::vector<float> to_weights(const CsvTable& table) {
    const std::vector<std::size_t> columns = table.columns_of(CsvRole::Kind::weight);
    if (columns.empty()) return {};
    const std::size_t index = table.roles.columns[columns[0]].index;
    std::vector<float> weights;
    bool all_zero = true;
    for (std::size_t r = 0; r < table.cells.rows; ++r) {
        const double cell = table.cells.others.at(r, index);
        if (is_text(cell) || cell < 0) {
            const std::string found = is_text(cell) ? table.cells.texts[columns[0]][text_of(cell)].text : to_text(cell);
            table.fail(line_of(table.cells.lines, r), columns[0], found, "a weight: a finite number, at least 0");
        }
        weights.push_back(static_cast<float>(cell));
        all_zero &= weights.back() == 0;
    }
    if (!all_zero) return weights;
    throw InputError(table.body.file, "column " + quote(table.name(columns[0])), "weights that are all 0",
                     "one that is more");
}

std::vector<std::uint32_t> to_groups(const CsvTable& table) {
    const std::vector<std::size_t> columns = table.columns_of(CsvRole::Kind::group);
    if (columns.empty()) return {};
    const ColumnTexts& texts = table.cells.texts[columns[0]];
    const ColumnTally tally = tally_of(texts, table.cells.rows);
    if (tally.missing > 0) {
        table.fail(tally.first_missing->line, columns[0], tally.first_missing->text, "the name of a group");
    }
    const std::vector<std::uint32_t> places = places_of(texts);
    std::vector<std::uint32_t> groups;
    const std::size_t index = table.roles.columns[columns[0]].index;
    for (std::size_t r = 0; r < table.cells.rows; ++r)
        groups.push_back(places[text_of(table.cells.others.at(r, index))]);
    return groups;
}

}  // namespace descent::data
