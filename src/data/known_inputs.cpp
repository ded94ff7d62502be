#include "data/input_columns.h"
#include "data/marks.h"
#include "data/some_of.h"

namespace descent::data {
namespace {

using Entry = ColumnTexts::Entry;

class Matching {
public:
    Matching(CsvTable& table, const Column& known, InputColumn& column)
        : table_(table), known_(known), column_(column), texts_(table.cells.texts[column.position]) {}

    void match() {
        require_truth();
        for (const Entry& entry : texts_.entries()) {
            const bool means_nothing = entry.missing || entry.count == 0;
            column_.meanings.push_back(means_nothing ? missing_value : meaning_of(entry));
        }
        if (known_.kind == ColumnKind::number && !meaningful(texts_).empty()) {
            table_.notes.push_back("true and false are 1 and 0 in " + printable(known_.name, 60) +
                                   ", a column of numbers in the training data");
        }
        if (unknown_.empty()) return;
        table_.notes.push_back("unknown categories of " + printable(known_.name, 60) +
                               " are zero: " + some_of(unknown_));
    }

private:
    double meaning_of(const Entry& entry) {
        if (known_.kind == ColumnKind::category) return known_category(entry);
        const auto truth = truth_of(entry.text);
        const bool only_truths = tally_of(texts_, table_.cells.rows).numbers == 0;
        if (!truth || (known_.kind == ColumnKind::number && !only_truths)) {
            table_.fail(entry.line, column_.position, entry.text,
                        known_.kind == ColumnKind::truth ? "true or false, as in the training data"
                                                         : "a finite number within float32");
        }
        return *truth;
    }

    double known_category(const Entry& entry) {
        const double category = category_of(known_, entry.text);
        if (category >= 0) return category;
        if (table_.source.unknown == Unknown::refuse) {
            table_.fail(entry.line, column_.position, entry.text,
                        "one of the known categories " + some_of(known_.categories) +
                            did_you_mean(entry.text, known_.categories) + "; unknown=zero takes others");
        }
        unknown_.push_back(entry.text);
        return category;
    }

    /// True and false may stand there as 1 and 0, and as nothing else.
    void require_truth() const {
        if (known_.kind != ColumnKind::truth) return;
        for (std::size_t r = 0; r < table_.cells.rows; ++r) {
            const double value = table_.cells.inputs.at(r, column_.index);
            if (is_text(value) || value == 0 || value == 1) continue;
            table_.fail(line_of(table_.cells.lines, r), column_.position, to_text(value),
                        "true or false, as in the training data");
        }
    }

    CsvTable& table_;
    const Column& known_;
    InputColumn& column_;
    const ColumnTexts& texts_;
    std::vector<std::string> unknown_;
};

}  // namespace

InputColumns known_inputs(const CsvTable& table) {
    InputColumns result{*table.source.known, {}};
    const std::vector<std::size_t> positions = table.columns_of(CsvRole::Kind::input);
    for (std::size_t i = 0; i < positions.size(); ++i) result.inputs.push_back({positions[i], i});
    return result;
}

void match_meanings(CsvTable& table, InputColumns& inputs) {
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        Matching(table, inputs.columns.inputs[i], inputs.inputs[i]).match();
    }
}

}  // namespace descent::data
