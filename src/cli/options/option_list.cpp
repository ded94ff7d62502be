#include "cli/options/option_list.h"

#include <algorithm>

#include "base/text.h"

namespace descent::cli {
void OptionList::group(std::string title, std::vector<Rule> rules) {
    groups_.push_back({std::move(title), {}, std::move(rules)});
}

Option& OptionList::add(Option option) { return groups_.back().options.emplace_back(std::move(option)); }

Option& OptionList::text(std::string name, std::string value, std::string& target, std::string help,
                         std::vector<Rule> rules) {
    return add({.name = std::move(name),
                .value = std::move(value),
                .help = std::move(help),
                .default_text = target,
                .set = [&target](const std::string& given) { target = given; },
                .rules = std::move(rules)});
}

Option& OptionList::texts(std::string name, std::string value, std::vector<std::string>& target, std::string help) {
    return add({.name = std::move(name),
                .value = std::move(value),
                .help = std::move(help),
                .kind = Option::Kind::repeated,
                .set = [&target](const std::string& given) { target.push_back(given); }});
}

void OptionList::flag(std::string name, bool& target, std::string help, std::vector<Rule> rules) {
    add({.name = std::move(name),
         .help = std::move(help),
         .kind = Option::Kind::flag,
         .set = [&target](const std::string&) { target = true; },
         .rules = std::move(rules)});
}

Option& OptionList::whole(std::string name, std::string value, std::uint64_t& target, Range<std::uint64_t> range,
                          std::string help) {
    auto set = [&target, range, name](const std::string& given) { target = parse_whole(name, given, range); };
    return add({.name = std::move(name),
                .value = std::move(value),
                .help = std::move(help),
                .default_text = to_text(target),
                .set = std::move(set)});
}

void OptionList::number(std::string name, std::string value, double& target, Range<double> range, std::string help,
                        std::vector<Rule> rules) {
    auto set = [&target, range, name](const std::string& given) { target = parse_real(name, given, range); };
    add({.name = std::move(name),
         .value = std::move(value),
         .help = std::move(help),
         .default_text = to_text(target),
         .set = std::move(set),
         .rules = std::move(rules)});
}

void OptionList::positional(std::string name, std::string& target, std::string help, bool required) {
    positionals_.push_back({{.name = std::move(name),
                             .help = std::move(help),
                             .set = [&target](const std::string& given) { target = given; }},
                            required});
}

void OptionList::positionals(std::string name, std::vector<std::string>& target, std::string help) {
    positionals_.push_back({{.name = std::move(name),
                             .help = std::move(help),
                             .kind = Option::Kind::repeated,
                             .set = [&target](const std::string& given) { target.push_back(given); }},
                            false});
}

const Option* OptionList::find(const std::string& name) const {
    for (const Group& group : groups_) {
        for (const Option& option : group.options) {
            if (option.name == name) return &option;
        }
    }
    return nullptr;
}

void OptionList::check_rules() const {
    for (const Group& group : groups_) {
        for (const Option& option : group.options) {
            if (!given(option.name)) continue;
            for (const Rule& rule : option.rules) check_rule(option.name, rule);
            for (const Rule& rule : group.rules) check_rule(option.name, rule);
        }
    }
}

void OptionList::check_rule(const std::string& name, const Rule& rule) const {
    const std::string why = rule.why.empty() ? "" : "; " + rule.why;
    for (const std::string& other : rule.excludes) {
        if (given(other)) throw UsageError(name, "has no meaning with --" + other + why);
    }
    if (rule.needs.empty() || std::ranges::any_of(rule.needs, [this](const auto& other) { return given(other); }))
        return;
    std::vector<std::string> wanted;
    for (const std::string& other : rule.needs) {
        const Option* option = find(other);
        wanted.push_back("--" + other + (option == nullptr || option->value.empty() ? "" : " " + option->value));
    }
    throw UsageError(name, "needs " + join(wanted, " or ") + why);
}

std::map<std::string, std::vector<std::string>> OptionList::values() const {
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& [name, placed] : places_) {
        for (const Placed& one : placed) values[name].push_back(one.value);
    }
    return values;
}

std::string OptionList::place_of(const std::string& typed) const {
    const std::string_view text = typed.starts_with("--") ? std::string_view(typed).substr(2) : typed;
    const std::size_t end = std::min(text.find(' '), text.size());
    const auto found = places_.find(std::string(text.substr(0, end)));
    if (found == places_.end()) return "";
    const std::vector<Placed>& values = found->second;
    if (end == text.size()) return values.size() == 1 ? values.front().place : "";
    const std::string key = std::string(text.substr(end + 1)) + "=";
    const auto last =
        std::find_if(values.rbegin(), values.rend(), [&](const Placed& value) { return value.value.starts_with(key); });
    return last == values.rend() ? "" : last->place;
}

std::vector<std::string> OptionList::names() const {
    std::vector<std::string> names;
    for (const Group& group : groups_) {
        for (const Option& option : group.options) names.push_back(option.name);
    }
    return names;
}

}  // namespace descent::cli
