// The recipes of CONTRIBUTING.md are counted: an example of each kind is named by the files of its recipe and no
// others. CONTRIBUTING.md says what does not count; here it is done.

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "house/code_text.h"
#include "house/kinds.h"
#include "house/source_tree.h"
#include "support/catch.h"

namespace descent::house {
namespace {

using Form = std::function<std::regex(const std::string&)>;

struct Named {
    std::size_t begin, end;
    std::string name;
};

/// The names of a kind in the form that is looked for.
using Patterns = std::vector<std::pair<std::string, std::regex>>;

/// What of a kind a line names, from left to right.
std::vector<Named> named_in(const std::string& line, const Patterns& patterns) {
    std::vector<Named> named;
    for (const auto& [name, pattern] : patterns) {
        for (std::sregex_iterator found(line.begin(), line.end(), pattern), end; found != end; ++found) {
            const auto begin = static_cast<std::size_t>(found->position());
            named.push_back({begin, begin + static_cast<std::size_t>(found->length()), name});
        }
    }
    std::ranges::sort(named, {}, &Named::begin);
    return named;
}

/// "a, b or c"
bool are_neighbours(const std::string& line, const Named& left, const Named& right) {
    static const std::regex between(R"(\W*(or|and|Activation::|Loss::)?\W*)");
    if (right.begin <= left.end) return true;
    return std::regex_match(line.substr(left.end, right.begin - left.end), between);
}

/// Is the example in a list: more than half of its kind, at least three, side by side or one a line?
bool is_in_list(const std::string& text, const Names& all, const std::string& example, const Form& form) {
    if (!std::regex_search(text, form(example))) return false;
    Patterns patterns;
    for (const std::string& name : all) patterns.emplace_back(name, form(name));
    std::set<std::string> list;
    for (const std::string& line : lines_of(text)) {
        const auto named = named_in(line, patterns);
        if (named.size() != 1) list.clear();
        for (std::size_t i = 0; i < named.size(); ++i) {
            if (i > 0 && !are_neighbours(line, named[i - 1], named[i])) list.clear();
            list.insert(named[i].name);
            if (list.size() > std::max<std::size_t>(2, all.size() / 2) && list.contains(example)) return true;
        }
    }
    return false;
}

bool is_page_for_developers(const std::string& path) {
    if (!path.starts_with("docs/")) return false;
    const Names pages = found_in("docs/README.md", R"(\| developers \| \[([^\]]+)\])");
    return std::ranges::find(pages, path.substr(5)) != pages.end();
}

/// What a program makes from a list, what explains the code, data and scripts around other programs, problems that are
/// made of what there is, and these tests.
bool is_left_out(const std::string& path) {
    return starts_with_any(path, {"docs/cli.md", "docs/comparison.md", "src/contest/suites/", "src/reproduction/",
                                  "tests/house/"}) ||
           ends_with_any(path, {".py", ".json", "CMakeLists.txt"}) || is_page_for_developers(path);
}

/// Without `Loss loss = Loss::mse;`, `{.loss = Loss::mse}` and functions named default_....
std::string without_defaults(const std::string& code) {
    static const std::regex pattern(
        R"(\n +[\w:<>, ]+ \w+ = [^;\n]*;|\.\w+ = [\w:]+(?=[,}])|\n[\w:]+ default_\w+\([^)]*\) \{[^\n]*)");
    return std::regex_replace(code, pattern, "\n");
}

bool is_product(const std::string& path) {
    return starts_with_any(path, {"src/", "include/", "optimizers/", "cmake/"});
}

/// Letters and digits alone, in lower case: what all forms of a name have in common.
std::string bare(const std::string& text) {
    std::string result;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0) result += static_cast<char>(std::tolower(c));
    }
    return result;
}

/// Saves the search for the forms of a name in the many files that hold none.
bool may_name(const SourceFile& file, const std::string& example) {
    static std::map<std::string, std::string> texts;
    const auto [entry, is_new] = texts.try_emplace(file.path);
    if (is_new) entry->second = bare(file.path + file.text);
    return entry->second.find(bare(example)) != std::string::npos;
}

bool counts(const Kind& kind, const std::string& example, const SourceFile& file) {
    if (!may_name(file, example) || is_left_out(file.path)) return false;
    if (kind.is_own_file(file.path, example)) return true;
    const CodeText text = code_text(file);
    const Names all = kind.all();
    const auto form = [&](const std::string& name) { return kind.form_of(name); };
    if (is_in_list(text.code, all, example, form)) return true;
    if (!is_product(file.path)) return false;
    return is_in_list(text.sentences, all, example, word_of) ||
           std::regex_search(without_defaults(text.code), kind.form_of(example));
}

/// A header and its source are one: "src/data/npy.cpp" of "src/data/npy.h" where there is such a file.
std::string as_source(const std::string& path) {
    if (!path.ends_with(".h")) return path;
    const std::string source = path.substr(0, path.size() - 2) + ".cpp";
    const bool there = std::ranges::any_of(source_files(), [&](const SourceFile& file) { return file.path == source; });
    return there ? source : path;
}

std::vector<std::string> files_besides(const Recipe& recipe, const Kind& kind) {
    std::set<std::string> known, others;
    for (const std::string& file : recipe.files) known.insert(as_source(file));
    for (const SourceFile& file : source_files()) {
        const bool searched =
            is_product(file.path) || starts_with_any(file.path, {"docs/", "tests/", "benchmarks/", "fuzz/"});
        if (!searched || known.contains(as_source(file.path))) continue;
        if (counts(kind, recipe.example, file)) others.insert(as_source(file.path));
    }
    return {others.begin(), others.end()};
}

/// Files of the recipe that do not name the example.
std::vector<std::string> strangers(const Recipe& recipe, const Kind& kind) {
    std::vector<std::string> files;
    for (const std::string& path : recipe.files) {
        const std::string& text = source_file(path).text;
        const bool names = kind.is_own_file(path, recipe.example) ||
                           std::regex_search(text, kind.form_of(recipe.example)) ||
                           std::regex_search(text, word_of(recipe.example));
        if (!names) files.push_back(path);
    }
    return files;
}

Recipe recipe_of(const Kind& kind) {
    const std::vector<Recipe> all = recipes();
    const auto recipe = std::ranges::find(all, kind.title, &Recipe::title);
    REQUIRE(recipe != all.end());
    return *recipe;
}

/// The same for another of the kind.
Recipe with_example(const Recipe& recipe, const std::string& name) {
    Recipe result{recipe.title, name, recipe.count};
    for (const std::string& file : recipe.files) {
        result.files.insert(std::regex_replace(file, std::regex(recipe.example), name));
    }
    return result;
}

void check_files(const Recipe& recipe, const Kind& kind) {
    INFO(recipe.example);
    const auto strange = strangers(recipe, kind), others = files_besides(recipe, kind);
    INFO("do not name it:" << listed(strange) << "\nname it too:" << listed(others));
    CHECK(strange.empty());
    CHECK(others.empty());
}

TEST_CASE("The files that name an example of each kind are those of its recipe") {
    CHECK(recipes().size() == kinds().size());
    for (const Kind& kind : kinds()) {
        INFO(kind.title);
        const Recipe recipe = recipe_of(kind);
        CHECK(recipe.files.size() == recipe.count);
        CHECK(kind.all().size() >= 2);
        check_files(recipe, kind);
    }
}

TEST_CASE("Every figure of the report has the files of the recipe and no others") {
    const auto kind = std::ranges::find(kinds(), "A report figure", &Kind::title);
    REQUIRE(kind != kinds().end());
    for (const std::string& name : kind->all()) check_files(with_example(recipe_of(*kind), name), *kind);
}

TEST_CASE("No format of the report names a number that belongs to a figure") {
    static const std::regex number(R"([.>](score|to_target|final_runs|sensitivity|conclusion_of_first)\b)");
    for (const SourceFile& file : source_files()) {
        if (!file.path.starts_with("src/report/formats/")) continue;
        INFO(file.path);
        CHECK_FALSE(std::regex_search(file.text, number));
    }
}

TEST_CASE("A list is told from examples") {
    const Names all = {"red", "green", "blue", "white"};
    const auto form = [](const std::string& name) { return std::regex("Colour::" + name); };
    const auto lists = [&](const std::string& text) { return is_in_list(text, all, "red", form); };
    CHECK(lists("for (auto c : {Colour::red, Colour::green, Colour::blue}) {"));
    CHECK(lists("case Colour::red: 1;\ncase Colour::green: 2;\ncase Colour::white: 3;\n"));
    CHECK_FALSE(lists("{Colour::red, 3, Colour::green, 4, Colour::blue}"));
    CHECK_FALSE(lists("{Colour::green, Colour::blue, Colour::white}"));
    CHECK_FALSE(lists("{Colour::red, Colour::green}"));
    CHECK(is_in_list("red, green or blue", all, "red", word_of));
}

TEST_CASE("Comments and sentences are no code") {
    const CodeText text = code_text({"a.cpp", "int a; // b\n/* c */ f(\"d\", \"e f\");\n"});
    CHECK(text.code == "int a; \n f(\"d\", \"\");\n");
    CHECK(text.sentences == "\"e f\"\n");
}

}  // namespace
}  // namespace descent::house
