// The help tells all: every subcommand, every option; and the page of docs tells the same.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/page.h"
#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string page_path = std::string(DESCENT_SOURCE_DIR) + "/docs/cli.md";

std::string page_of_docs() {
    std::ifstream file(page_path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the overview names every subcommand and what it does") {
    const TemporaryFolder folder;
    for (const std::string arguments : {"--help", "-h", "help", "help --help"}) {
        const Outcome outcome = run_descent(words(arguments), folder.path());
        CHECK(outcome.status == 0);
        CHECK(outcome.err.empty());
        for (const auto& command : cli::commands()) CHECK(contains(outcome.out, "  " + command->name() + " "));
    }
}

TEST_CASE("the help of every subcommand shows every option, its default, and examples of itself") {
    const TemporaryFolder folder;
    for (const auto& command : cli::commands()) {
        cli::OptionList options;
        command->describe(options);
        const Outcome outcome = run_descent({command->name(), "--help"}, folder.path());
        CAPTURE(command->name());
        CHECK(outcome.status == 0);
        CHECK(outcome.out == run_descent({"help", command->name()}, folder.path()).out);
        for (const std::string& name : options.names()) CHECK(contains(outcome.out, "  --" + name));
        for (const auto& group : options.groups()) {
            for (const auto& option : group.options) {
                CAPTURE(option.name);
                CHECK_FALSE(option.help.empty());
                CHECK(contains(option.help, "[default") + !option.default_text.empty() <= 1);
            }
        }
        CHECK(contains(outcome.out, "\nExamples\n"));
        CHECK(contains(outcome.out, "descent " + command->name()));
    }
}

TEST_CASE("examples in the help use options that exist") {
    for (const auto& command : cli::commands()) {
        cli::OptionList options;
        command->describe(options);
        for (const std::string& word : words(command->examples())) {
            if (word.rfind("--", 0) != 0) continue;
            CAPTURE(command->name(), word);
            CHECK(options.find(word.substr(2)) != nullptr);
        }
    }
}

TEST_CASE("the page of docs names every subcommand and option, and none that does not exist") {
    const std::string page = page_of_docs();
    std::set<std::string> known;
    for (const auto& command : cli::commands()) {
        CAPTURE(command->name());
        CHECK(contains(page, "`descent " + command->name()));
        cli::OptionList options;
        command->describe(options);
        for (const std::string& name : options.names()) {
            CAPTURE(name);
            CHECK(contains(page, "`--" + name));
            known.insert(name);
        }
    }
    known.insert("version");
    for (std::size_t i = page.find("`--"); i != std::string::npos; i = page.find("`--", i + 1)) {
        const std::size_t end = page.find_first_of("` =", i + 3);
        const std::string name = page.substr(i + 3, end - i - 3);
        CAPTURE(name);
        CHECK(known.contains(name));
    }
}

// With DESCENT_WRITE_CLI_PAGE set, as tools/write_cli_page.sh does, the page is written instead.
TEST_CASE("the tables of the page of docs are those that the options make") {
    const std::string page = page_of_docs();
    std::string wanted = page.substr(0, page.find("\n## ") + 1);
    for (const auto& command : cli::commands()) wanted += section_of(*command) + "\n";
    wanted.pop_back();
    if (std::getenv("DESCENT_WRITE_CLI_PAGE") != nullptr) {
        std::ofstream(page_path) << wanted;
    } else {
        INFO("write it anew with tools/write_cli_page.sh");
        CHECK(page == wanted);
    }
}

TEST_CASE("no line of help is wider than a page") {
    for (const auto& command : cli::commands()) {
        cli::OptionList options;
        command->describe(options);
        std::size_t begin = 0;
        const std::string text = cli::help_of(*command, options);
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
            CAPTURE(text.substr(begin, end - begin));
            CHECK(end - begin <= 110);
            begin = end + 1;
        }
    }
}

TEST_CASE("the version is shown") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent({"--version"}, folder.path());
    CHECK(outcome.status == 0);
    CHECK(outcome.out.rfind("descent ", 0) == 0);
}
