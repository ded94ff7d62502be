// What the documents say of this repository is true: files that they name exist, recipes count right.

#include <filesystem>
#include <regex>

#include "house/document_blocks.h"
#include "house/source_tree.h"
#include "support/catch.h"

namespace descent::house {
namespace {

/// "src/kernels/isa/*.cpp" and "optimizers/NAME.cpp" as an expression; words in capitals stand for any name.
std::regex as_expression(const std::string& pattern) {
    static const std::regex placeholder("[A-Z]{2,}");
    static const std::regex special(R"([.+^$()\[\]{}|\\])");
    std::string text = std::regex_replace(pattern, placeholder, "*");
    text = std::regex_replace(text, special, R"(\$&)");
    return std::regex(std::regex_replace(text, std::regex(R"(\*)"), "[^/]*"));
}

bool exists(const std::string& pattern) {
    if (std::filesystem::exists(std::filesystem::path(DESCENT_SOURCE_DIR) / pattern)) return true;
    const std::regex expression = as_expression(pattern);
    for (const SourceFile& file : source_files()) {
        if (std::regex_match(file.path, expression)) return true;
    }
    return false;
}

/// Paths of this repository in backticks: `src/base/text.h`.
std::vector<std::string> named_files(const SourceFile& document) {
    static const std::regex pattern(
        R"(`((?:src|include|optimizers|benchmarks|tests|fuzz|examples|cmake|docs|tools)/[^`\s]*)`)");
    std::vector<std::string> names;
    for (std::sregex_iterator found(document.text.begin(), document.text.end(), pattern), end; found != end; ++found) {
        names.push_back((*found)[1]);
    }
    return names;
}

/// Targets of links that are no addresses: [decisions](docs/decisions.md).
std::vector<std::string> linked_files(const SourceFile& document) {
    static const std::regex pattern(R"(\]\(([^)#:]+)(#[^)]*)?\))");
    std::vector<std::string> names;
    for (std::sregex_iterator found(document.text.begin(), document.text.end(), pattern), end; found != end; ++found) {
        names.push_back((*found)[1]);
    }
    return names;
}

/// Is the block marked as a part of a file that the tests build?
bool stands_in_built_code(const Block& block) {
    return block.mark.starts_with("examples/") || block.mark.starts_with("optimizers/") ||
           block.mark.starts_with("tests/plugins/");
}

TEST_CASE("Every file that a document names exists") {
    std::vector<std::string> missing;
    for (const SourceFile& document : source_files()) {
        if (!document.path.ends_with(".md")) continue;
        for (const std::string& name : named_files(document)) {
            if (!exists(name)) missing.push_back(document.path + " names " + name);
        }
        const auto folder = std::filesystem::path(DESCENT_SOURCE_DIR) / document.path;
        for (const std::string& name : linked_files(document)) {
            if (!std::filesystem::exists(folder.parent_path() / name))
                missing.push_back(document.path + " links to " + name);
        }
    }
    INFO(listed(missing));
    CHECK(missing.empty());
}

TEST_CASE("Code in a document that names an example or a rule stands there, which is built and run") {
    for (const SourceFile& document : source_files()) {
        if (!document.path.ends_with(".md")) continue;
        for (const Block& block : blocks_of(document.text)) {
            if (!stands_in_built_code(block)) continue;
            INFO(document.path << ":" << block.line << " shows " << block.mark);
            CHECK(source_file(block.mark).text.find(block.text) != std::string::npos);
        }
    }
}

TEST_CASE("All C++ of the guide for authors is shown from code that is built and run") {
    for (const Block& block : blocks_of(source_file("docs/optimizer-guide.md").text)) {
        INFO("line " << block.line);
        CHECK((block.language != "cpp" || stands_in_built_code(block)));
    }
}

TEST_CASE("A pattern in a document stands for files that are there") {
    CHECK(exists("tests/house/source_tree.h"));
    CHECK(exists("tests/house/*_test.cpp"));
    CHECK(exists("tests/house/NAME_test.cpp"));
    CHECK(exists("docs/README.md"));
    CHECK_FALSE(exists("tests/house/absent.h"));
    CHECK_FALSE(exists("tests/*.h"));
}

}  // namespace
}  // namespace descent::house
