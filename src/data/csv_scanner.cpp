#include "data/csv_scanner.h"

#include <descent/error.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "data/plain_number.h"

namespace descent::data {
namespace {

/// Characters that are compared at once: compilers make one register of them, whose length decides nothing.
using Sixteen [[gnu::vector_size(16)]] = char;

}  // namespace

std::string delimiter_name(char delimiter) {
    switch (delimiter) {
        case ',': return "a comma";
        case ';': return "a semicolon";
        case '\t': return "a tab";
        case '|': return "a bar";
        case blanks: return "blanks";
        default: return quote({&delimiter, 1});
    }
}

CsvScanner::CsvScanner(std::string_view text, std::string file, CsvForm form)
    : rest_(without_byte_order_mark(text)),
      file_(std::move(file)),
      form_(form),
      line_(form.first_line),
      delimiter_is_in_numbers_(std::string_view("0123456789.eE+-").find(form.delimiter) != std::string_view::npos) {
    if (rest_.starts_with("\xFF\xFE") || rest_.starts_with("\xFE\xFF")) fail(1, "UTF-16 text", "UTF-8");
    if (rest_.starts_with("\x1F\x8B")) fail(1, "gzip data", "text (a compressed file's name ends in .csv.gz)");
}

void CsvScanner::fail(std::size_t line, const std::string& found, const std::string& expected) const {
    throw InputError(file_, "line " + to_text(line), found, expected);
}

bool CsvScanner::is_delimiter(char c) const { return c == form_.delimiter || (form_.delimiter == blanks && c == '\t'); }

bool CsvScanner::at_line_end() const {
    return rest_.empty() || rest_.front() == form_.line_end || rest_ == "\r" || rest_.starts_with("\r\n");
}

void CsvScanner::skip_line_end() {
    if (rest_.empty()) return;
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
    ++line_;
}

bool CsvScanner::next(std::vector<std::string_view>& fields) {
    fields.clear();
    if (!next_record()) return false;
    while (has_more_) fields.push_back(field());
    return true;
}

bool CsvScanner::next_record() {
    if (!unquoted_.empty()) unquoted_.clear();
    const std::size_t first_line = line_;
    while (!rest_.empty() && at_line_end()) skip_line_end();
    has_more_ = !rest_.empty();
    if (!has_more_) return false;
    if (form_.delimiter == blanks) skip_blanks();
    empty_lines_ += line_ - first_line;
    record_line_ = line_;
    return true;
}

std::string_view CsvScanner::field() {
    const std::string_view result = rest_.starts_with('"') ? quoted_field() : plain_field();
    end_field();
    return result;
}

bool CsvScanner::is_blank_record() const {
    std::string_view text = rest_;
    for (;;) {
        if (text.empty() || text[0] == form_.line_end || text[0] == '\r') return true;
        const bool empty_quotes = text.starts_with("\"\"") && !text.starts_with("\"\"\"");
        if (!empty_quotes && text[0] != form_.delimiter && text[0] != ' ' && text[0] != '\t') return false;
        text.remove_prefix(empty_quotes ? 2 : 1);
    }
}

void CsvScanner::skip_blanks() {
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) rest_.remove_prefix(1);
}

/// Behind a field stands a delimiter, and then another field, or the end of the record. Blanks at its end are none.
void CsvScanner::end_field() {
    if (form_.delimiter == blanks) {
        skip_blanks();
        has_more_ = !at_line_end();
        if (!has_more_) skip_line_end();
        return;
    }
    has_more_ = rest_.starts_with(form_.delimiter);
    if (has_more_) return rest_.remove_prefix(1);
    skip_line_end();
}

bool CsvScanner::begins_text() const noexcept {
    const char c = rest_.empty() ? ' ' : rest_.front();
    return static_cast<unsigned char>(c) >= ':' && c != form_.delimiter && c != form_.line_end;
}

std::string_view CsvScanner::number(double& value) {
    if (delimiter_is_in_numbers_) return {};
    const std::size_t length = parse_plain_number(rest_, value);
    if (length == 0) return {};
    const std::string_view text = rest_.substr(0, length), behind = rest_.substr(length);
    if (!behind.empty() && behind[0] == form_.delimiter) {
        rest_ = behind.substr(1);
        has_more_ = true;
        if (form_.delimiter == blanks) end_field();
        return text;
    }
    if (!behind.empty() && behind[0] != form_.line_end && !behind.starts_with("\r\n")) return {};
    rest_ = behind;
    end_field();
    return text;
}

/// Where the first delimiter, line end or quote stands; the size where there is none.
std::size_t CsvScanner::find_mark() const {
    std::size_t at = 0;
    for (; rest_.size() - at >= sizeof(Sixteen); at += sizeof(Sixteen)) {
        Sixteen bytes;
        std::memcpy(&bytes, rest_.data() + at, sizeof bytes);
        auto marks = (bytes == form_.delimiter) | (bytes == form_.line_end) | (bytes == '"');
        if (form_.delimiter == blanks) marks |= bytes == '\t';
        std::uint64_t halves[2];  // a byte that is a mark has all its bits set
        std::memcpy(halves, &marks, sizeof halves);
        if ((halves[0] | halves[1]) == 0) continue;
        const bool second = halves[0] == 0;
        return at + 8 * second + static_cast<std::size_t>(std::countr_zero(halves[second])) / 8;
    }
    const auto is_mark = [&](char c) { return is_delimiter(c) || c == form_.line_end || c == '"'; };
    while (at < rest_.size() && !is_mark(rest_[at])) ++at;
    return at;
}

std::string_view CsvScanner::plain_field() {
    const std::size_t end = find_mark();
    if (end < rest_.size() && rest_[end] == '"') {
        const std::string_view before = rest_.substr(0, end);
        if (before.find_first_not_of(" \t") != before.npos) {
            fail(line_, "a quote inside " + quote(before),
                 "quotes around the whole field, and those inside it doubled");
        }
        rest_.remove_prefix(end);
        return quoted_field();
    }
    std::string_view field = rest_.substr(0, end);
    const bool ends_line = end == rest_.size() || rest_[end] == form_.line_end;
    if (ends_line && field.ends_with('\r')) field.remove_suffix(1);
    rest_.remove_prefix(field.size());
    return field;
}

std::string_view CsvScanner::quoted_field() {
    const std::size_t first_line = line_;
    rest_.remove_prefix(1);
    std::string* copy = nullptr;
    for (;;) {
        const std::size_t end = rest_.find('"');
        if (end == std::string_view::npos) fail(first_line, "a quote that is never closed", "a second quote");
        const std::string_view part = rest_.substr(0, end);
        line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), form_.line_end));
        rest_.remove_prefix(end + 1);
        if (rest_.starts_with('"')) {  // doubled: one quote of the field
            if (copy == nullptr) copy = &unquoted_.emplace_back();
            copy->append(part).push_back('"');
            rest_.remove_prefix(1);
            continue;
        }
        while (!rest_.empty() && !is_delimiter(rest_.front()) && (rest_[0] == ' ' || rest_[0] == '\t')) {
            rest_.remove_prefix(1);
        }
        if (!at_line_end() && !is_delimiter(rest_.front())) {
            const bool escaped = part.ends_with('\\');
            fail(line_, quote(rest_, 20) + (escaped ? " after a quote behind a backslash" : " after a quote"),
                 delimiter_name(form_.delimiter) + "; quotes inside a field are doubled" +
                     (escaped ? ", not escaped by a backslash" : ""));
        }
        if (copy == nullptr) return part;
        return copy->append(part);
    }
}

}  // namespace descent::data
