#include "data/csv_table.h"

#include "data/number_text.h"
#include "data/targets.h"

namespace descent::data {

ColumnTally tally_of(const ColumnTexts& texts, std::size_t rows) {
    ColumnTally tally{.numbers = rows};
    for (const ColumnTexts::Entry& entry : texts.entries()) {
        if (entry.count == 0) continue;
        tally.numbers -= entry.count;
        (entry.missing ? tally.missing : tally.texts) += entry.count;
        tally.different_texts += !entry.missing;
        const ColumnTexts::Entry*& first = entry.missing ? tally.first_missing : tally.first_text;
        if (first == nullptr || entry.line < first->line) first = &entry;
    }
    return tally;
}

std::vector<const ColumnTexts::Entry*> meaningful(const ColumnTexts& texts) {
    std::vector<const ColumnTexts::Entry*> result;
    for (const ColumnTexts::Entry& entry : texts.entries()) {
        if (entry.count > 0 && !entry.missing) result.push_back(&entry);
    }
    return result;
}

bool mixes_categories(const ColumnTexts& texts, const ColumnTally& tally,
                      const std::optional<std::vector<double>>& whole) {
    const auto is_number = [](const auto* entry) { return is_number_of_people(entry->text); };
    return whole && values_repeat(whole->size() + tally.different_texts, tally.numbers + tally.texts) &&
           values_repeat(tally.different_texts, tally.texts) && std::ranges::none_of(meaningful(texts), is_number);
}

Matrix read_as_texts(CsvTable& table, const std::vector<std::size_t>& columns) {
    CsvRoles roles{.columns = std::vector<CsvRole>(table.roles.columns.size())};
    for (const std::size_t column : columns) {
        roles.columns[column] = {CsvRole::Kind::target, roles.others++, true};
    }
    CsvCells again = read_cells(table.body, roles);
    for (const std::size_t column : columns) table.cells.texts[column] = std::move(again.texts[column]);
    return std::move(again.others);
}

}  // namespace descent::data
