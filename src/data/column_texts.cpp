#include "data/column_texts.h"

#include <algorithm>
#include <functional>

#include "data/marks.h"

namespace descent::data {

std::size_t ColumnTexts::slot_of(std::string_view text) const {
    std::size_t slot = std::hash<std::string_view>{}(text) & (slots_.size() - 1);
    while (slots_[slot] != none && entries_[slots_[slot]].text != text) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

std::uint32_t ColumnTexts::add(std::string_view text, std::size_t line, std::size_t count) {
    if (slots_.size() < 2 * (entries_.size() + 1)) grow();
    const std::size_t slot = slot_of(text);
    if (slots_[slot] != none) {
        Entry& entry = entries_[slots_[slot]];
        entry.line = std::min(entry.line, line);
        entry.count += count;
        return slots_[slot];
    }
    const bool missing = is_missing_mark(text);
    if (entries_.size() < most_ || missing) return slots_[slot] = append(text, line, count);
    if (!overflowed()) return overflow_ = append(text, line, count);
    entries_[overflow_].count += count;
    return overflow_;
}

std::uint32_t ColumnTexts::append(std::string_view text, std::size_t line, std::size_t count) {
    entries_.push_back({std::string(text), line, count, is_missing_mark(text)});
    return static_cast<std::uint32_t>(entries_.size() - 1);
}

void ColumnTexts::grow() {
    slots_.assign(std::max<std::size_t>(16, 2 * slots_.size()), none);
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        if (number != overflow_) slots_[slot_of(entries_[number].text)] = number;
    }
}

}  // namespace descent::data
