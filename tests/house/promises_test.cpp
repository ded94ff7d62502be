// docs/reliability.md says for each promise which tests hold it: they exist.

#include <regex>
#include <set>

#include "house/source_tree.h"
#include "support/catch.h"

namespace descent::house {
namespace {

/// The names of all tests that Catch runs.
const std::set<std::string>& names_of_tests() {
    static const std::set<std::string> names = [] {
        static const std::regex pattern(R"re(TEST_CASE\(\s*"((?:[^"\\]|\\.)*)"\s*\))re");
        std::set<std::string> found_names;
        for (const SourceFile& file : source_files()) {
            if (!file.path.starts_with("tests/") || !file.path.ends_with(".cpp")) continue;
            for (std::sregex_iterator found(file.text.begin(), file.text.end(), pattern), end; found != end; ++found) {
                found_names.insert((*found)[1]);
            }
        }
        return found_names;
    }();
    return names;
}

/// Between backticks.
std::vector<std::string> quoted_names(const std::string& text) {
    static const std::regex pattern("`([^`]+)`");
    std::vector<std::string> names;
    for (std::sregex_iterator found(text.begin(), text.end(), pattern), end; found != end; ++found) {
        names.push_back((*found)[1]);
    }
    return names;
}

TEST_CASE("Every promise of docs/reliability.md names tests that exist") {
    const std::string& document = source_file("docs/reliability.md").text;
    std::size_t promises = 0;
    bool inside = false;
    for (const std::string& line : lines_of(document)) {
        if (line.starts_with("## ")) inside = line == "## Promises and their tests";
        if (!inside || !line.starts_with("| ") || line.starts_with("| ---") || line.starts_with("| promise |"))
            continue;
        INFO(line);
        const std::size_t border = line.find(" | ");
        REQUIRE(border != std::string::npos);
        const auto tests = quoted_names(line.substr(border));
        CHECK_FALSE(tests.empty());
        for (const std::string& test : tests) {
            INFO(test);
            CHECK(names_of_tests().contains(test));
        }
        ++promises;
    }
    CHECK(promises > 40);
}

}  // namespace
}  // namespace descent::house
