#include "cli/options/config_file.h"

#include <descent/error.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view without_comment(std::string_view text) { return trimmed(text.substr(0, text.find('#')), blanks); }

[[noreturn]] void fail(const storage::FileBytes& file, std::size_t number, const std::string& problem) {
    throw UsageError(printable(file.path, 1000) + ": line " + to_text(number), problem);
}

/// What stands between quotes, as it is: a '#' there begins no comment.
std::string unquoted(std::string_view text, const storage::FileBytes& file, std::size_t number) {
    const char mark = text.front();
    const std::size_t end = text.find(mark, 1);
    if (end == std::string_view::npos) fail(file, number, "the quote " + std::string(1, mark) + " is not closed");
    const std::string_view rest = without_comment(text.substr(end + 1));
    if (!rest.empty())
        fail(file, number, "found " + quote(rest) + " after the closing quote, expected the end of the line");
    return std::string(text.substr(1, end - 1));
}

std::string value_in_line(std::string_view text, const storage::FileBytes& file, std::size_t number) {
    const std::string_view value = trimmed(text, blanks);
    if (!value.empty() && (value.front() == '"' || value.front() == '\'')) return unquoted(value, file, number);
    return std::string(without_comment(value));
}

}  // namespace

std::vector<ConfigLine> config_lines(const storage::FileBytes& file) {
    std::string_view text = without_byte_order_mark(storage::as_text(file.bytes));
    std::vector<ConfigLine> lines;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (without_comment(line).empty()) continue;
        const std::size_t equals = line.find('=');
        const std::string_view name = trimmed(line.substr(0, equals), blanks);
        if (equals == std::string_view::npos || name.empty() || name.find('#') != std::string_view::npos) {
            fail(file, number, "found " + quote(without_comment(line)) + ", expected name = value");
        }
        lines.push_back({number, std::string(name), value_in_line(line.substr(equals + 1), file, number)});
    }
    return lines;
}

std::string place_of(const storage::FileBytes& file, const ConfigLine& line) {
    return printable(file.path, 1000) + ": line " + to_text(line.number) + ": ";
}

}  // namespace descent::cli
