#include "house/kinds.h"

#include <algorithm>
#include <cctype>

#include "house/source_tree.h"

namespace descent::house {
namespace {

std::string replaced(const std::string& text, const std::string& what, const std::string& by) {
    return std::regex_replace(text, std::regex(what), by);
}

/// "OneCycle" of "one_cycle".
std::string camel(const std::string& name) {
    std::string result;
    bool starts_word = true;
    for (const char c : name) {
        if (c != '_') result += starts_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        starts_word = c == '_';
    }
    return result;
}

std::string upper(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
}

std::function<Names()> found(const std::string& path, const std::string& expression) {
    return [=] { return found_in(path, expression); };
}

}  // namespace

Names found_in(const std::string& path, const std::string& expression) {
    const std::string& text = source_file(path).text;
    const std::regex pattern(expression);
    Names names;
    for (std::sregex_iterator one(text.begin(), text.end(), pattern), end; one != end; ++one)
        names.push_back((*one)[1]);
    return names;
}

std::regex word_of(const std::string& name) { return std::regex("\\b" + replaced(name, "_", "[-_]") + "\\b"); }

std::regex Kind::form_of(const std::string& name) const {
    std::string text = replaced(form, "NAME", name);
    text = replaced(text, "DASHED", replaced(name, "_", "-"));
    text = replaced(text, "UPPER", upper(name));
    return std::regex(replaced(text, "Name", camel(name)), std::regex::ECMAScript | std::regex::multiline);
}

bool Kind::is_own_file(const std::string& path, const std::string& name) const {
    if (folder.empty()) return false;
    return std::regex_match(path,
                            std::regex("(.*/)?(" + folder + ")(.*/)?" + name + R"((_test|_benchmark)?\.(h|cpp))"));
}

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> list = {
        {"An optimizer", "optimizers/", R"(struct Name\b|^  NAME$|"NAME"(?!, &))",
         found("optimizers/CMakeLists.txt", "\n  ([a-z]+)(?=\n)")},
        {"An option", "", R"(\bNAME\b|"DASHED")",
         found("include/descent/training.h", R"(\n    [\w:<>, ]+ (\w+) = [^\n]*;)")},
        {"An activation", "network/activations/", R"(Activation::NAME\b|X\(NAME,|\bName\b|"DASHED"|`NAME`)",
         found("include/descent/activations.h", R"(\bX\((\w+), \w+, \d)")},
        {"A loss", "network/losses/", R"(Loss::NAME\b|X\(NAME,|"DASHED"|`NAME`)",
         found("include/descent/losses.h", R"(\bX\((\w+), \w+, \d)")},
        {"A schedule", "training/schedules/", R"(ScheduleKind::NAME\b|X\(NAME, \d|"DASHED[":])",
         found("include/descent/schedule.h", R"(\bX\((\w+), \d)")},
        {"A test function", "objective/functions/", R"(make_NAME\b|^  NAME$|"DASHED")",
         found("src/objective/CMakeLists.txt", "\n  ([a-z_]+)(?=\n)")},
        {"A data format", "data/|fuzz/", R"(Format::NAME\b|"\.NAME")",
         found("src/data/read_dataset.cpp", R"(data::parse_([a-z]+)\()")},
        {"A subcommand", "cli/", R"(make_NAME\b|COMMAND\(NAME\)|"DASHED")",
         found("src/cli/commands/list.inc", R"(COMMAND\((\w+)\))")},
        {"A kernel", "kernels/", R"(\bNAME\b|\bName\b)", found("src/kernels/table.h", R"(\n    X\((\w+), )")},
        {"An instruction set", "detail/isa/", R"(\bNAME\b|\bName\b|\bDESCENT_SET_UPPER\b)",
         found("include/descent/plugin/instruction_sets.h", R"(X\((\w+), [A-Z])")},
        {"A report figure", "report/figures/", R"(FIGURE\(NAME\)|Figure NAME\(|figure::NAME\b)",
         found("src/report/figures/list.inc", R"(FIGURE\((\w+)\))")},
        {"A warning", "report/warnings/", R"(\bNAME\b|"DASHED")",
         found("src/report/warnings/list.inc", R"(WARNING\((\w+)\))")},
        {"An extension of the plugin interface", "update/host/", R"(\bdescent_NAME\b|\bDESCENT_UPPER\b)",
         found("src/update/host/instance.cpp", R"(find_extension<descent_(\w+)>)")},
    };
    return list;
}

std::vector<Recipe> recipes() {
    static const std::regex heading(R"(### (.*) \((\d+) files\), as `(\w+)`)");
    static const std::regex item(R"(\d+\. `([^`]+)`.*)");
    std::vector<Recipe> list;
    for (const std::string& line : lines_of(source_file("CONTRIBUTING.md").text)) {
        std::smatch match;
        if (std::regex_match(line, match, heading)) list.push_back({match[1], match[3], std::stoul(match[2])});
        if (!list.empty() && std::regex_match(line, match, item)) {
            list.back().files.insert(replaced(match[1], "NAME", list.back().example));
        }
    }
    return list;
}

}  // namespace descent::house
