#include "house/document_blocks.h"

#include <regex>

#include "house/source_tree.h"

namespace descent::house {
namespace {

std::string mark_of(const std::string& line) {
    static const std::regex comment("<!-- (.*) -->");
    std::smatch found;
    return std::regex_match(line, found, comment) ? found[1].str() : "";
}

}  // namespace

std::vector<Block> blocks_of(const std::string& document) {
    std::vector<Block> blocks;
    bool inside = false;
    std::string before;
    std::size_t number = 0;
    for (const std::string& line : lines_of(document)) {
        ++number;
        if (line.starts_with("```")) {
            inside = !inside;
            if (inside) blocks.push_back({number, line.substr(3), "", mark_of(before)});
        } else if (inside) {
            blocks.back().text += line + '\n';
        }
        before = line;
    }
    return blocks;
}

std::vector<std::string> commands_of(const std::string& shell_block) {
    std::vector<std::string> commands;
    std::string command;
    for (std::string line : lines_of(shell_block)) {
        line = line.substr(0, line.find(" #"));
        if (line.empty() || line.starts_with("#")) continue;
        const bool goes_on = line.ends_with('\\');
        command += goes_on ? line.substr(0, line.size() - 1) : line;
        if (goes_on) continue;
        commands.push_back(command);
        command.clear();
    }
    return commands;
}

bool shows(const std::string& documented, const std::string& printed) {
    static const std::regex speed(R"(, [0-9,]+ patterns/s, [0-9:]+)");
    const std::string wanted = std::regex_replace(documented, speed, "");
    const std::string line = std::regex_replace(printed, speed, "");
    const std::size_t dots = wanted.find("...");
    return dots == std::string::npos ? line == wanted : line.starts_with(wanted.substr(0, dots));
}

}  // namespace descent::house
