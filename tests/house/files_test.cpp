#include <regex>

#include "house/source_tree.h"
#include "support/catch.h"

namespace descent::house {
namespace {

constexpr std::size_t most_lines = 300;

bool is_code(const SourceFile& file) {
    return is_cpp(file) || ends_with_any(file.path, {".py", ".sh", ".cmake", "CMakeLists.txt"});
}

/// "path:line" of every line that names a folder of one machine.
std::vector<std::string> machine_paths(const SourceFile& file) {
    static const std::regex pattern(R"((^|[^A-Za-z0-9_.$}/-])/(home|root|work|Users)/)");
    std::vector<std::string> places;
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
        ++number;
        if (std::regex_search(line, pattern)) places.push_back(file.path + ":" + std::to_string(number) + ": " + line);
    }
    return places;
}

/// Calls of the C library whose last bit differs between machines. The conformance kit trains nothing that is kept.
std::vector<std::string> inexact_calls(const SourceFile& file) {
    if (file.path.starts_with("src/update/conformance/")) return {};
    static const std::regex pattern(R"(std::(exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sinh|cosh|tanh)f?\()");
    std::vector<std::string> places;
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
        ++number;
        const std::string code = line.substr(0, line.find("//"));
        if (std::regex_search(code, pattern)) places.push_back(file.path + ":" + std::to_string(number) + ": " + line);
    }
    return places;
}

template <class Check>
std::vector<std::string> complaints_of_all(const std::vector<std::string>& folders, Check check) {
    std::vector<std::string> complaints;
    for (const SourceFile& file : source_files()) {
        if (!starts_with_any(file.path, folders)) continue;
        for (const std::string& complaint : check(file)) complaints.push_back(complaint);
    }
    return complaints;
}

TEST_CASE("No file of code has more than 300 lines") {
    const auto complaints = complaints_of_all({""}, [](const SourceFile& file) -> std::vector<std::string> {
        const std::size_t count = lines_of(file.text).size();
        if (!is_code(file) || count <= most_lines) return {};
        return {file.path + " has " + std::to_string(count) + " lines: split it by concept"};
    });
    INFO(listed(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("No file names a folder that only one machine has") {
    const auto complaints = complaints_of_all({""}, machine_paths);
    INFO(listed(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("The check finds an absolute path of one machine and lets relative ones pass") {
    const std::string folder = std::string("/") + "home/someone";
    CHECK(machine_paths({"x.sh", "cd " + folder}).size() == 1);
    CHECK(machine_paths({"x.sh", "cd \"" + folder + "\""}).size() == 1);
    CHECK(machine_paths({"x.sh", "cd build" + folder}).empty());
    CHECK(machine_paths({"x.sh", "ls /usr/share"}).empty());
}

TEST_CASE("Nothing that enters trained bits calls a function of the C library that differs between machines") {
    const auto complaints = complaints_of_all({"include/", "optimizers/", "src/data/", "src/network/", "src/kernels/",
                                               "src/engine/", "src/update/", "src/training/"},
                                              inexact_calls);
    INFO(listed(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("The check finds inexact calls in code, not in comments") {
    CHECK(inexact_calls({"x.cpp", "double y = std::exp(x);"}).size() == 1);
    CHECK(inexact_calls({"x.cpp", "float y = std::powf(x, 2);"}).size() == 1);
    CHECK(inexact_calls({"x.cpp", "double y = std::sqrt(x);  // not std::exp(x)"}).empty());
}

/// Literals that hold an option of the command line: "--epochs", "train longer (--epochs)". Comments may speak of
/// options.
std::vector<std::string> options_in(const SourceFile& file) {
    static const std::regex pattern(R"re("([^"\\]|\\.)*--[a-z])re");
    std::vector<std::string> places;
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
        ++number;
        if (std::regex_search(line.substr(0, line.find("//")), pattern)) {
            places.push_back(file.path + ":" + std::to_string(number) + ": " + line);
        }
    }
    return places;
}

TEST_CASE("The library names settings, and only the command line writes them with dashes") {
    const auto complaints = complaints_of_all({"include/", "src/"}, [](const SourceFile& file) {
        // A page holds the command that makes it again, a project of new-optimizer one that checks its rule.
        const bool may = starts_with_any(
            file.path, {"src/cli/", "src/report/formats/commands.cpp", "src/update/project_template.cpp"});
        return may ? std::vector<std::string>{} : options_in(file);
    });
    INFO(listed(complaints));
    CHECK(complaints.empty());
    CHECK(options_in({"x.cpp", "throw UsageError(\"--epochs\", problem);"}).size() == 1);
    CHECK(options_in({"x.cpp", "return \"train longer (--epochs)\";"}).size() == 1);
    CHECK(options_in({"x.cpp", "x = \"--\";  // not \"--epochs\""}).empty());
}

TEST_CASE("Every header is included once: it opens with #pragma once or a guard") {
    const auto complaints = complaints_of_all({""}, [](const SourceFile& file) -> std::vector<std::string> {
        if (!file.path.ends_with(".h")) return {};
        const bool guarded = file.text.find("#pragma once") != std::string::npos ||
                             std::regex_search(file.text, std::regex(R"(#ifndef (\w+)\n#define \1)"));
        return guarded ? std::vector<std::string>{} : std::vector<std::string>{file.path};
    });
    INFO(listed(complaints));
    CHECK(complaints.empty());
}

}  // namespace
}  // namespace descent::house
