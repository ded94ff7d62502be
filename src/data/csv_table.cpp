#include "data/csv_table.h"

#include <cctype>

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
    constexpr std::size_t digits_and_letters = 36;
    const auto is_mark = [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; };
    const auto is_no_category = [&](const auto* entry) {
        return is_number_of_people(entry->text) || std::ranges::all_of(entry->text, is_mark);
    };
    const std::size_t values = whole ? whole->size() + tally.different_texts : 0;
    return whole && values <= digits_and_letters && values_repeat(values, tally.numbers + tally.texts) &&
           values_repeat(tally.different_texts, tally.texts) && std::ranges::none_of(meaningful(texts), is_no_category);
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
