#include "cli/help.h"

#include <algorithm>

namespace descent::cli {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t help_column = 30;

/// "  --epochs N" padded to the column of the help; names that are longer get a line of their own.
std::string entry(const std::string& name, const std::string& help) {
    std::string line = "  " + name;
    if (line.size() + 2 > help_column) {
        line += "\n" + std::string(help_column, ' ');
    } else {
        line.resize(help_column, ' ');
    }
    return line + wrapped(help, help_column, page_width) + "\n";
}

std::string entry_of(const Option& option) {
    std::string name = "--" + option.name;
    if (!option.value.empty()) name += " " + option.value;
    std::string help = option.help;
    if (option.repeats()) help += " (repeatable)";
    if (!option.default_text.empty()) help += " [default: " + option.default_text + "]";
    return entry(name, help);
}

std::string usage_of(const Command& command, const OptionList& options) {
    std::string line = "Usage: descent " + command.name();
    for (const auto& positional : options.positionals()) {
        const bool several = positional.option.kind == Option::Kind::repeated;
        const std::string name = positional.option.name + (several ? "..." : "");
        line += positional.required ? " " + name : " [" + name + "]";
    }
    return line + " [options]\n";
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
    std::string result;
    std::size_t column = indent;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::size_t length = end - begin;
        if (column > indent && column + 1 + length > width) {
            result += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result.append(text, begin, length);
        column += length;
        begin = end + 1;
    }
    return result;
}

std::string overview() {
    std::string text =
        "Descent trains fully connected networks on CPUs and compares optimizers fairly.\n\n"
        "Usage: descent SUBCOMMAND [options]\n\nSubcommands\n";
    for (const auto& command : commands()) text += entry(command->name(), command->summary());
    text += entry("help [SUBCOMMAND]", "shows this page, or that of a subcommand");
    text += "\n  --version, --help\n\n";
    text +=
        "Exit status: 0 done, 1 the work failed, 2 the command was wrong, 130 or 143 ended by Ctrl-C or SIGTERM.\n\n"
        "Examples\n"
        "  descent train --data fashion-mnist --hidden 128 --out model.safetensors\n"
        "  descent evaluate --model model.safetensors --data fashion-mnist\n"
        "  descent help train\n";
    return text;
}

std::string help_of(const Command& command, const OptionList& options) {
    std::string text = usage_of(command, options) + "\n" + capitalised(command.summary()) + ".\n";
    if (!options.positionals().empty()) {
        text += "\nArguments\n";
        for (const auto& positional : options.positionals()) {
            text += entry(positional.option.name, positional.option.help);
        }
    }
    for (const auto& group : options.groups()) {
        text += "\n" + group.title + "\n";
        for (const Option& option : group.options) text += entry_of(option);
    }
    return text + "\nExamples\n" + command.examples();
}

}  // namespace descent::cli
