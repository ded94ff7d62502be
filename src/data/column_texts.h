#pragma once
/// \file
/// The different texts of one column, each once, in the order in which they came.
///
///     data::ColumnTexts texts;
///     const std::uint32_t number = texts.add("cat", line);
///     texts[number].count

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace descent::data {

class ColumnTexts {
public:
    struct Entry {
        std::string text;
        std::size_t line = 0;   ///< of the first field that has it
        std::size_t count = 0;  ///< fields that have it
        bool missing = false;   ///< says that there is no value
    };

    /// Beyond `most` different texts all others are one entry, the last, with the text of the first of them.
    explicit ColumnTexts(std::size_t most) : most_(most) {}

    /// The texts of another list, with their numbers, where they are few: no field has them yet.
    void begin_with(const ColumnTexts& other);

    /// The number of the entry that has this text, which is trimmed; counts the field.
    std::uint32_t add(std::string_view text, std::size_t line) { return add(text, line, 1); }
    std::uint32_t add(std::string_view text, std::size_t line, std::size_t count);

    const std::vector<Entry>& entries() const noexcept { return entries_; }
    std::vector<Entry>& entries() noexcept { return entries_; }
    const Entry& operator[](std::uint32_t number) const { return entries_[number]; }

    /// There were more texts than are kept.
    bool overflowed() const noexcept { return overflow_ != none; }

private:
    static constexpr std::uint32_t none = UINT32_MAX;

    /// All bytes of a text of up to 16, which so is compared without a call; the hash of a longer one.
    struct Key {
        std::uint64_t first = 0, last = 0;
        std::size_t size = 0;

        explicit Key(std::string_view text);
        Key() = default;
        bool operator==(const Key&) const = default;
        std::uint64_t hash() const;
        bool holds_all() const { return size <= 16; }
    };

    struct Slot {
        Key key = {};
        std::uint32_t number = none;  // of an entry; `none` where free
    };

    std::uint32_t append(std::string_view text, std::size_t line, std::size_t count);
    void grow();
    Slot& slot_of(const Key& key, std::string_view text);

    std::size_t most_;
    std::uint32_t overflow_ = none;
    std::vector<Entry> entries_;
    std::vector<Slot> slots_;  // open addressing; a power of two
    unsigned shift_ = 0;       // leaves as many bits of a hash as number the slots
};

}  // namespace descent::data
