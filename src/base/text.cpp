#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/commands.h"

namespace descent {
namespace {

/// As `std::to_chars` writes it with `form`: nothing for the shortest text, or a format and its precision.
template <class Number, class... Form>
std::string written(Number number, Form... form) {
    if (std::isnan(number)) return "nan";  // one spelling, whatever the sign bit
    std::array<char, 512> buffer;          // holds the largest double in fixed form
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, form...);
    return std::string(buffer.data(), end);
}

std::string escaped(std::string_view bytes) {
    if (bytes == "\n") return "\\n";
    if (bytes == "\r") return "\\r";
    if (bytes == "\t") return "\\t";
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
    return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

}  // namespace

std::string to_text(double number) { return written(number); }
std::string to_text(float number) { return written(number); }

std::string short_number(double number, int digits) { return written(number, std::chars_format::general, digits); }

std::string percent(double share) { return written(100 * share, std::chars_format::fixed, 2) + "%"; }

std::string grouped(double number) {
    if (!(number < 1e18)) return short_number(number);
    std::string digits = to_text(static_cast<std::uint64_t>(std::llround(std::max(0.0, number))));
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string hexadecimal(std::uint64_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; number >>= 4U) text[i] = digits[number & 15U];
    return text;
}

/// Most texts have no blanks around them: a loop of our own finds that sooner than a search.
std::string_view trimmed(std::string_view text, std::string_view blanks) {
    const auto is_blank = [&](char c) {
        for (const char blank : blanks) {
            if (c == blank) return true;
        }
        return false;
    };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view without_byte_order_mark(std::string_view text) {
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

std::string printable(std::string_view foreign, std::size_t limit) {
    constexpr std::string_view cut = "...";
    std::string text;
    std::size_t good = 0;  // length of the text that still leaves room for the mark of a cut
    while (!foreign.empty()) {
        const auto [value, length] = first_code_point(foreign);
        const std::string_view bytes = foreign.substr(0, std::max<std::size_t>(length, 1));
        text += length == 0 || is_command(value) ? escaped(bytes) : std::string(bytes);
        if (text.size() > limit) return text.substr(0, good) + std::string(cut);
        if (text.size() + cut.size() <= limit) good = text.size();
        foreign.remove_prefix(bytes.size());
    }
    return text;
}

std::string quote(std::string_view foreign, std::size_t limit) { return "'" + printable(foreign, limit) + "'"; }

std::string join(std::span<const std::string> parts, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += separator;
        text += parts[i];
    }
    return text;
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
    constexpr std::size_t longest = 100;  // beyond it nobody mistypes one word for another
    if (name.size() > longest) return std::nullopt;
    const std::size_t allowed = name.size() < 4 ? 1 : name.size() < 8 ? 2 : 3;
    const std::string wanted = lower(name);
    std::optional<std::string> best;
    std::size_t fewest = allowed + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest) continue;
        const std::size_t edits = edit_distance(wanted, lower(candidate));
        const bool nothing_in_common = edits > 0 && edits >= std::max(wanted.size(), candidate.size());
        if (edits < fewest && !nothing_in_common) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates) {
    const auto candidate = nearest(name, candidates);
    return candidate ? "; did you mean " + quote(*candidate) + "?" : "";
}

}  // namespace descent
