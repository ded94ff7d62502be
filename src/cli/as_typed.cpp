#include "cli/as_typed.h"

#include <algorithm>

namespace descent::cli {
namespace {

std::string with_dashes(std::string_view setting) {
    std::string name(setting);
    std::ranges::replace(name, '_', '-');
    return name;
}

/// The hint at the start of `text`, typed, and its length there; 0: there is none.
std::pair<std::string, std::size_t> hint_at(std::string_view text, const TypedOptions& options) {
    const std::size_t sign = text.find_first_of("= ");
    if (sign == std::string_view::npos || text[sign] == ' ') return {"", 0};
    const auto option = options.find(with_dashes(text.substr(0, sign)));
    if (option == options.end()) return {"", 0};
    constexpr std::string_view on = "true";
    const bool is_flag = option->second && text.substr(sign + 1, on.size()) == on;
    return {"--" + option->first + (is_flag ? "" : " "), sign + 1 + (is_flag ? on.size() : 0)};
}

}  // namespace

TypedOptions typed_options(const OptionList& options) {
    TypedOptions typed;
    for (const OptionList::Group& group : options.groups()) {
        for (const Option& option : group.options) typed[option.name] = option.kind == Option::Kind::flag;
    }
    return typed;
}

std::string as_option(const std::string& setting) {
    const std::size_t end = std::min(setting.find(' '), setting.size());
    return "--" + with_dashes(setting.substr(0, end)) + setting.substr(end);
}

std::string as_typed(const std::string& setting, const TypedOptions& options) {
    return options.contains(with_dashes(setting.substr(0, setting.find(' ')))) ? as_option(setting) : setting;
}

std::string hints_as_typed(std::string_view line, const TypedOptions& options) {
    std::string text;
    for (std::size_t at = line.find(before_hint); at != std::string_view::npos; at = line.find(before_hint)) {
        text += line.substr(0, at + before_hint.size());
        line.remove_prefix(at + before_hint.size());
        const auto [typed, length] = hint_at(line, options);
        text += typed;
        line.remove_prefix(length);
    }
    return text + std::string(line);
}

}  // namespace descent::cli
