#include "data/encoding.h"

#include <descent/error.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

/// What the bytes 80 to 9F of Windows-1252 are; 0 for those that are nothing.
/// Source: https://encoding.spec.whatwg.org/index-windows-1252.txt, where the nothings are control characters.
constexpr std::array<std::uint16_t, 32> windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// "line 3, byte 7": both count from 1, the byte in its line.
std::string place_of(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = lines == 0 ? 0 : before.rfind('\n') + 1;
    return "line " + to_text(lines + 1) + ", byte " + to_text(position - line_start + 1);
}

std::string byte_text(char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto value = static_cast<unsigned char>(byte);
    return std::string("byte ") + digits[value >> 4] + digits[value & 15];
}

/// The length of the UTF-8 sequence at the start of `text`; 0 when there is none. RFC 3629, section 4; but NUL is none,
/// as no program writes it into text.
std::size_t sequence_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (at(i) & 0xC0u) == 0x80u; };
    const unsigned first = at(0), second = at(1);
    if (first < 0x80) return first == 0 ? 0 : 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool allowed = (first != 0xE0 || second >= 0xA0) && (first != 0xED || second <= 0x9F);
        return allowed && follows(1) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool allowed = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second <= 0x8F);
        return allowed && follows(1) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// The first position that is no UTF-8, or the size. Eight plain characters are passed at once.
std::size_t first_broken(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        std::uint64_t eight = 0;
        if (text.size() - i >= sizeof eight) {
            std::memcpy(&eight, text.data() + i, sizeof eight);
            constexpr std::uint64_t ones = 0x0101010101010101u;
            if (((eight | (eight - ones)) & (ones << 7U)) == 0) {  // all of them from 1 to 127
                i += sizeof eight;
                continue;
            }
        }
        const std::size_t length = sequence_length(text.substr(i));
        if (length == 0) return i;
        i += length;
    }
    return i;
}

}  // namespace

void append_utf8(std::string& text, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 63));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 63));
        put(0x80 | (code >> 6 & 63));
    }
    put(0x80 | (code & 63));
}

bool is_utf8(std::string_view text) { return first_broken(text) == text.size(); }

namespace {

std::string from_single_bytes(std::string_view text, Encoding encoding, const std::string& file) {
    std::string result;
    result.reserve(text.size() + text.size() / 16);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint32_t code = static_cast<unsigned char>(text[i]);
        if (encoding == Encoding::windows1252 && code >= 0x80 && code < 0xA0) code = windows_1252[code - 0x80];
        if (code == 0 && text[i] != '\0') {
            throw InputError(file, place_of(text, i), byte_text(text[i]), "a character of windows-1252");
        }
        append_utf8(result, code);
    }
    return result;
}

/// By its mark, or by two characters below 256, of which one byte is 0: no table in another encoding begins so.
bool begins_big_endian(std::string_view text) {
    return text.starts_with("\xFE\xFF") || (text.size() > 3 && text[0] == '\0' && text[2] == '\0');
}

bool begins_little_endian(std::string_view text) {
    return text.starts_with("\xFF\xFE") || (text.size() > 3 && text[1] == '\0' && text[3] == '\0');
}

class Utf16 {
public:
    Utf16(std::string_view text, const std::string& file) : text_(text), file_(file) {
        big_endian_ = begins_big_endian(text_) && !begins_little_endian(text_);
        if (text_.starts_with("\xFE\xFF") || text_.starts_with("\xFF\xFE")) text_.remove_prefix(2);
    }

    std::string convert() {
        std::string result;
        result.reserve(text_.size());
        while (!text_.empty()) {
            std::uint32_t code = unit();
            if (code >= 0xDC00 && code < 0xE000) fail("half a pair");
            if (code >= 0xD800 && code < 0xDC00) {
                const std::uint32_t low = text_.empty() ? 0 : unit();
                if (low < 0xDC00 || low >= 0xE000) fail("half a pair");
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            }
            line_ += code == '\n';
            append_utf8(result, code);
        }
        return result;
    }

private:
    std::uint32_t unit() {
        if (text_.size() < 2) fail("one byte at the end");
        const auto first = static_cast<unsigned char>(text_[0]), second = static_cast<unsigned char>(text_[1]);
        text_.remove_prefix(2);
        return big_endian_ ? first * 256u + second : second * 256u + first;
    }

    [[noreturn]] void fail(const std::string& found) const {
        throw InputError(file_, "line " + to_text(line_), found, "UTF-16: pairs of bytes");
    }

    std::string_view text_;
    const std::string& file_;
    bool big_endian_ = false;
    std::size_t line_ = 1;
};

/// Text that begins with the mark of another encoding is in that one, or as only UTF-16 does.
void refuse_other_mark(std::string_view text, Encoding encoding, const std::string& file) {
    const bool utf8 = text.starts_with(byte_order_mark);
    const bool utf16 = begins_big_endian(text) || begins_little_endian(text);
    const std::string expected(to_string(encoding));
    if (utf8 && encoding != Encoding::utf8) {
        throw InputError(file, "line 1", "UTF-8 text", expected + "; encoding=utf-8 reads it");
    }
    if (utf16 && encoding != Encoding::utf16) {
        throw InputError(file, "line 1", "UTF-16 text", expected + "; encoding=utf-16 reads it");
    }
}

/// No text in another encoding has only bytes that are UTF-8, but for those of ASCII, which are the same in most.
void refuse_utf8(std::string_view text, Encoding encoding, const std::string& file) {
    const auto is_ascii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
    const auto first = std::ranges::find_if_not(text, is_ascii);
    if ((first == text.end() && encoding != Encoding::utf16) || !is_utf8(text)) return;
    const std::size_t place = first == text.end() ? 0 : static_cast<std::size_t>(first - text.begin());
    throw InputError(file, place_of(text, place), "UTF-8 text",
                     std::string(to_string(encoding)) + "; encoding=utf-8 reads it");
}

}  // namespace

void require_utf8(const storage::FileBytes& file) {
    const std::string_view text = storage::as_text(file.bytes);
    const std::size_t broken = first_broken(text);
    if (broken == text.size()) return;
    if (text[broken] == '\0')
        throw InputError(file.path, place_of(text, broken), byte_text('\0'), "a character of text");
    throw InputError(file.path, place_of(text, broken), byte_text(text[broken]),
                     "UTF-8; encoding=windows-1252, latin-1 or utf-16 reads others");
}

storage::FileBytes to_utf8(const storage::FileBytes& file, Encoding encoding) {
    const std::string_view text = storage::as_text(file.bytes);
    if (text.starts_with("\x1F\x8B"))
        throw InputError(file.path, "start", "gzip data", "text, or a name that ends in .gz");
    if (text.starts_with("PK\x03\x04")) {
        throw InputError(file.path, "start", "a ZIP archive, as workbooks are", "text: save the table as CSV");
    }
    refuse_other_mark(text, encoding, file.path);
    if (encoding == Encoding::utf8) return file;
    refuse_utf8(text, encoding, file.path);
    const auto memory = std::make_shared<const std::string>(
        encoding == Encoding::utf16 ? Utf16(text, file.path).convert() : from_single_bytes(text, encoding, file.path));
    return {memory, storage::as_bytes(*memory), file.path};
}

}  // namespace descent::data
