#include "cli/page.h"

namespace descent::test {
namespace {

/// A cell of a table, in which a bar would begin the next one.
std::string cell(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
    return result;
}

std::string row(const std::string& name, const std::string& help) {
    return "| `" + cell(name) + "` | " + cell(help) + " |\n";
}

std::string head(const std::string& title) { return "\n| " + title + " | |\n| --- | --- |\n"; }

std::string row_of(const cli::Option& option) {
    std::string help = option.help;
    if (option.repeats()) help += " (repeatable)";
    if (!option.default_text.empty()) help += " [default: " + option.default_text + "]";
    return row("--" + option.name + (option.value.empty() ? "" : " " + option.value), help);
}

}  // namespace

std::string section_of(cli::Command& command) {
    cli::OptionList options;
    command.describe(options);
    std::string usage = "descent " + command.name();
    std::string arguments;
    for (const auto& [option, required] : options.positionals()) {
        const std::string name = option.name + (option.kind == cli::Option::Kind::repeated ? "..." : "");
        usage += required ? " " + name : " [" + name + "]";
        arguments += row(option.name, option.help);
    }
    std::string text = "## " + command.name() + "\n`" + usage + " [options]`: " + command.summary() + ".\n";
    if (!arguments.empty()) text += head("Arguments") + arguments;
    for (const auto& group : options.groups()) {
        if (group.title == "General") continue;
        text += head(group.title);
        for (const cli::Option& option : group.options) text += row_of(option);
    }
    return text;
}

}  // namespace descent::test
