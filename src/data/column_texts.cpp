#include "data/column_texts.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

#include "data/marks.h"

namespace descent::data {
namespace {

template <class Word>
std::uint64_t word_at(const char* at) {
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

constexpr std::size_t slots_an_entry = 4;  // at least: then most texts are found at once

std::uint64_t byte_of(char c) { return static_cast<unsigned char>(c); }

}  // namespace

inline ColumnTexts::Key::Key(std::string_view text) : size(text.size()) {
    const char* const at = text.data();
    if (size > 16) {
        first = std::hash<std::string_view>{}(text);  // ends alone are often the same
    } else if (size >= 8) {
        first = word_at<std::uint64_t>(at);
        last = word_at<std::uint64_t>(at + size - 8);
    } else if (size >= 4) {
        first = word_at<std::uint32_t>(at) | word_at<std::uint32_t>(at + size - 4) << 32;
    } else if (size > 0) {
        first = byte_of(at[0]) | byte_of(at[size / 2]) << 8 | byte_of(at[size - 1]) << 16;
    }
}

/// An odd factor spreads every bit upwards: the highest depend on all.
inline std::uint64_t ColumnTexts::Key::hash() const {
    return (first ^ (last << 29 | last >> 35) ^ size) * 0x9E3779B97F4A7C15u;
}

inline ColumnTexts::Slot& ColumnTexts::slot_of(const Key& key, std::string_view text) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = key.hash() >> shift_;; i = (i + 1) & mask) {
        Slot& slot = slots_[i];
        if (slot.number == none) return slot;
        if (slot.key == key && (key.holds_all() || entries_[slot.number].text == text)) return slot;
    }
}

void ColumnTexts::begin_with(const ColumnTexts& other) {
    constexpr std::size_t few = 256;  // more cost more than numbering texts anew
    if (other.entries_.size() > few || other.overflowed()) return;
    entries_ = other.entries_;
    slots_ = other.slots_;
    shift_ = other.shift_;
    for (Entry& entry : entries_) {
        entry.line = SIZE_MAX;
        entry.count = 0;
    }
}

std::uint32_t ColumnTexts::add(std::string_view text, std::size_t line, std::size_t count) {
    if (slots_.size() < slots_an_entry * (entries_.size() + 1)) grow();
    const Key key(text);
    Slot& slot = slot_of(key, text);
    if (slot.number != none) {
        Entry& entry = entries_[slot.number];
        entry.line = std::min(entry.line, line);
        entry.count += count;
        return slot.number;
    }
    const bool missing = is_missing_mark(text);
    if (entries_.size() < most_ || missing) {
        slot = {key, append(text, line, count)};
        return slot.number;
    }
    if (!overflowed()) return overflow_ = append(text, line, count);
    entries_[overflow_].count += count;
    return overflow_;
}

std::uint32_t ColumnTexts::append(std::string_view text, std::size_t line, std::size_t count) {
    entries_.push_back({std::string(text), line, count, is_missing_mark(text)});
    return static_cast<std::uint32_t>(entries_.size() - 1);
}

void ColumnTexts::grow() {
    slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), Slot{});
    shift_ = static_cast<unsigned>(std::countl_zero(slots_.size())) + 1;
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        if (number == overflow_) continue;
        const Key key(entries_[number].text);
        slot_of(key, entries_[number].text) = {key, number};
    }
}

}  // namespace descent::data
