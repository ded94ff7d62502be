#include "update/project_template.h"

#include <descent/error.h>
#include <descent/registry.h>

#include <algorithm>

#include "base/text.h"
#include "update/templates/elementwise.h"
#include "update/templates/matrix.h"
#include "update/templates/wrapper.h"

namespace descent::update {
namespace {

// In all texts @NAME@ stands for the optimizer's name, @STRUCT@ for the struct's, @WHOLE@ for what users choose, and
// @RULE@ for what the rule is in the beginning.

struct Kind {
    const char* name;
    const char* source;
    const char* rule;
    bool wraps = false;
};

constexpr Kind kinds[] = {{"elementwise", templates::elementwise, "steps with momentum"},
                          {"matrix", templates::matrix, "momentum whose direction is orthogonalised"},
                          {"wrapper", templates::wrapper, "an average of the weights around another rule", true}};

constexpr const char* cmake_lists = R"(cmake_minimum_required(VERSION 3.25)
project(@NAME@ LANGUAGES CXX)

find_package(descent REQUIRED COMPONENTS optimizer)  # where it is not found: -D CMAKE_PREFIX_PATH=/where/descent/is/installed

descent_add_optimizer(@NAME@ @NAME@.cpp)

# The conformance kit: what every optimizer promises.
enable_testing()
find_program(DESCENT_PROGRAM descent REQUIRED)
add_test(NAME conformance COMMAND ${DESCENT_PROGRAM} check-optimizer "@WHOLE@" --plugin $<TARGET_FILE:@NAME@>)
)";

constexpr const char* readme = R"(# @NAME@

An optimizer for Descent. The rule is `@NAME@.cpp`: @RULE@, until you put yours in its place.

    cmake -B build    # where descent is not found: -D CMAKE_PREFIX_PATH=/where/descent/is/installed
    cmake --build build
    ctest --test-dir build --output-on-failure

The last line runs `descent check-optimizer`: the promises that every optimizer keeps. Then

    descent optimizers @NAME@ --plugin build/@NAME@.so
    descent train --data fashion-mnist --plugin build/@NAME@.so --optimizer "@WHOLE@"
)";

/// "my_rule" becomes "MyRule".
std::string struct_name(const std::string& name) {
    std::string result;
    bool begins = true;
    for (const char c : name) {
        if (c == '_' || c == '-') {
            begins = true;
        } else {
            result += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            begins = false;
        }
    }
    // A digit cannot begin a name; a struct called as its optimizer would be confusing only to people.
    return result.empty() || (result[0] >= '0' && result[0] <= '9') ? "Rule" + result : result;
}

std::string filled(std::string text, const std::string& name, const Kind& kind) {
    for (const auto& [mark, value] : {std::pair<std::string, std::string>{"@NAME@", name},
                                      {"@STRUCT@", struct_name(name)},
                                      {"@WHOLE@", kind.wraps ? name + "(adam)" : name},
                                      {"@RULE@", kind.rule}}) {
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
}

const Kind& find_kind(std::string_view name) {
    for (const Kind& kind : kinds) {
        if (name == kind.name) return kind;
    }
    throw UsageError("kind", "is " + quote(name) + ", expected one of: " + join(project_kinds()) +
                                 did_you_mean(name, project_kinds()));
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The name becomes a file, a CMake target and what users type.
void check_name(const std::string& name) {
    const bool good = !name.empty() && is_lower(name[0]) && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
        return is_lower(c) || is_digit(c) || c == '_' || c == '-';
    });
    if (!good) {
        throw UsageError("NAME",
                         quote(name) + ": expected small letters, digits, _ and -, a letter first, such as my-rule");
    }
    for (const char* const reserved :
         {"all", "clean", "edit_cache", "help", "install", "preinstall", "rebuild_cache", "test"}) {
        if (name == reserved) throw UsageError("NAME", quote(name) + " is a name that CMake keeps for itself");
    }
    const Registry built_in = builtin_optimizers();
    std::vector<OptimizerInfo> known = built_in.list();
    std::ranges::copy(built_in.wrappers(), std::back_inserter(known));
    for (const OptimizerInfo& info : known) {
        if (info.name == name) throw UsageError("NAME", quote(name) + " is the name of a built-in optimizer");
    }
}

}  // namespace

std::vector<std::string> project_kinds() {
    std::vector<std::string> names;
    for (const Kind& kind : kinds) names.emplace_back(kind.name);
    return names;
}

std::vector<std::pair<std::string, std::string>> optimizer_project(const std::string& name, std::string_view kind) {
    check_name(name);
    const Kind& chosen = find_kind(kind);
    return {{"CMakeLists.txt", filled(cmake_lists, name, chosen)},
            {name + ".cpp", filled(chosen.source, name, chosen)},
            {"README.md", filled(readme, name, chosen)}};
}

}  // namespace descent::update
