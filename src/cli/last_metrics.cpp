#include "cli/last_metrics.h"

#include <algorithm>
#include <array>

#include "storage/open_log.h"

namespace descent::cli {
namespace {

/// What may stand in JSON as it is.
char plain(char letter) {
    if (letter == '"') return '\'';
    return letter < ' ' || letter > '~' || letter == '\\' ? '?' : letter;
}

}  // namespace

void end_metrics(std::string_view reason, std::string_view message) noexcept {
    constexpr std::size_t longest = 600;
    std::array<char, longest + 100> line;
    char* end = line.data();
    const auto add = [&](std::string_view text) { end = std::copy(text.begin(), text.end(), end); };
    add(R"({"event":"done","reason":")");
    add(reason);
    add(R"(","message":")");
    const std::string_view shown = message.substr(0, longest);
    end = std::transform(shown.begin(), shown.end(), end, plain);
    add("\"}\n");
    storage::append_to_open_log({line.data(), static_cast<std::size_t>(end - line.data())});
}

}  // namespace descent::cli
