#include "update/project_template.h"

#include <descent/error.h>
#include <descent/registry.h>

#include <algorithm>

#include "base/text.h"

namespace descent::update {
namespace {

// @NAME@ and @STRUCT@ stand for the optimizer's name, as users type it and as the struct is called.

constexpr const char* cmake_lists = R"(cmake_minimum_required(VERSION 3.25)
project(@NAME@ LANGUAGES CXX)

find_package(descent REQUIRED COMPONENTS optimizer)  # where it is not found: -D CMAKE_PREFIX_PATH=/where/descent/is/installed

descent_add_optimizer(@NAME@ @NAME@.cpp)

# The conformance kit: what every optimizer promises.
enable_testing()
find_program(DESCENT_PROGRAM descent REQUIRED)
add_test(NAME conformance COMMAND ${DESCENT_PROGRAM} check-optimizer @NAME@ --plugin $<TARGET_FILE:@NAME@>)
)";

constexpr const char* source = R"(#include <descent/optimizer.h>

namespace {

// v = mu v - eta g;  w += v
// Source: the page or paper that the rule is from. Say here where others differ.
struct @STRUCT@ {
    static constexpr const char* name = "@NAME@";
    static constexpr const char* formula = "v = mu v - eta g; w += v";
    static constexpr const char* source = "the page or paper that the rule is from";

    // Hyper-parameters: the initial values are the defaults.
    double learning_rate = 0.01;
    double momentum = 0.9;
    static constexpr descent::HyperParameter<@STRUCT@> hyper_parameters[] = {
        {"learning_rate", &@STRUCT@::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &@STRUCT@::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last step kept"},
    };

    // State, one number for every weight and bias; zero at the start.
    static constexpr descent::Slot slots[] = {{"velocity", "v, the last step"}};

    // What else a rule may have, such as begin_step, state of the whole run and norms: see <descent/optimizer.h>.

    // One step of one weight or bias. Value stands for many of them at once: use operators and the functions of
    // <descent/value.h>, and select() in the place of if. step.learning_rate has the schedule in it.
    template <class Value>
    void update(Value& weight, Value gradient, Value& velocity, const descent::Step& step) const {
        velocity = momentum * velocity - step.learning_rate * gradient;
        weight += velocity;
    }
};

}  // namespace

DESCENT_OPTIMIZER(@STRUCT@)
)";

constexpr const char* readme = R"(# @NAME@

An optimizer for Descent. The rule is `@NAME@.cpp`: momentum, until you put yours in its place.

    cmake -B build    # where descent is not found: -D CMAKE_PREFIX_PATH=/where/descent/is/installed
    cmake --build build
    ctest --test-dir build --output-on-failure

The last line runs `descent check-optimizer`: the promises that every optimizer keeps. Then

    descent optimizers @NAME@ --plugin build/@NAME@.so
    descent train --data fashion-mnist --plugin build/@NAME@.so --optimizer @NAME@
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

std::string filled(std::string text, const std::string& name) {
    for (const auto& [mark, value] :
         {std::pair<std::string, std::string>{"@NAME@", name}, {"@STRUCT@", struct_name(name)}}) {
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
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
    for (const OptimizerInfo& info : builtin_optimizers().list()) {
        if (info.name == name) throw UsageError("NAME", quote(name) + " is the name of a built-in optimizer");
    }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> optimizer_project(const std::string& name) {
    check_name(name);
    return {{"CMakeLists.txt", filled(cmake_lists, name)},
            {name + ".cpp", filled(source, name)},
            {"README.md", filled(readme, name)}};
}

}  // namespace descent::update
