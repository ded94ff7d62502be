#include "cli/options/option_list.h"

#include <descent/error.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace descent::cli {
namespace {

std::string with_dashes(const std::string& name) { return "--" + name; }

}  // namespace

void OptionList::group(std::string title) { groups_.push_back({std::move(title), {}}); }

void OptionList::add(Option option) { groups_.back().options.push_back(std::move(option)); }

void OptionList::text(std::string name, std::string value, std::string& target, std::string help) {
    add({.name = std::move(name),
         .value = std::move(value),
         .help = std::move(help),
         .default_text = target,
         .set = [&target](const std::string& given) { target = given; }});
}

void OptionList::texts(std::string name, std::string value, std::vector<std::string>& target, std::string help) {
    add({.name = std::move(name),
         .value = std::move(value),
         .help = std::move(help),
         .kind = Option::Kind::repeated,
         .set = [&target](const std::string& given) { target.push_back(given); }});
}

void OptionList::flag(std::string name, bool& target, std::string help) {
    add({.name = std::move(name),
         .help = std::move(help),
         .kind = Option::Kind::flag,
         .set = [&target](const std::string&) { target = true; }});
}

void OptionList::whole(std::string name, std::string value, std::uint64_t& target, Range<std::uint64_t> range,
                       std::string help) {
    auto set = [&target, range, option = with_dashes(name)](const std::string& given) {
        target = parse_whole(option, given, range);
    };
    add({.name = std::move(name),
         .value = std::move(value),
         .help = std::move(help),
         .default_text = to_text(target),
         .set = std::move(set)});
}

void OptionList::number(std::string name, std::string value, double& target, Range<double> range, std::string help) {
    auto set = [&target, range, option = with_dashes(name)](const std::string& given) {
        target = parse_real(option, given, range);
    };
    add({.name = std::move(name),
         .value = std::move(value),
         .help = std::move(help),
         .default_text = to_text(target),
         .set = std::move(set)});
}

void OptionList::positional(std::string name, std::string& target, std::string help, bool required) {
    positionals_.push_back({{.name = std::move(name),
                             .help = std::move(help),
                             .set = [&target](const std::string& given) { target = given; }},
                            required});
}

const Option* OptionList::find(const std::string& name) const {
    for (const Group& group : groups_) {
        for (const Option& option : group.options) {
            if (option.name == name) return &option;
        }
    }
    return nullptr;
}

std::vector<std::string> OptionList::names() const {
    std::vector<std::string> names;
    for (const Group& group : groups_) {
        for (const Option& option : group.options) names.push_back(option.name);
    }
    return names;
}

std::uint64_t parse_whole(const std::string& option, const std::string& text, Range<std::uint64_t> range) {
    const auto number = parse_number<std::uint64_t>(text);
    if (number && *number >= range.lowest && *number <= range.highest) return *number;
    const std::string top = range.highest >= largest_count ? " up" : " to " + to_text(range.highest);
    throw UsageError(option, "found " + quote(text) + ", expected a whole number from " + to_text(range.lowest) + top);
}

double parse_real(const std::string& option, const std::string& text, Range<double> range) {
    const auto number = parse_number<double>(text);
    if (number && std::isfinite(*number) && *number >= range.lowest && *number <= range.highest) return *number;
    const std::string top = range.highest >= largest_number ? " up" : " to " + to_text(range.highest);
    throw UsageError(option, "found " + quote(text) + ", expected a number from " + to_text(range.lowest) + top);
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    std::size_t begin = 0;
    for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', begin)) {
        parts.push_back(text.substr(begin, comma - begin));
        begin = comma + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

}  // namespace descent::cli
