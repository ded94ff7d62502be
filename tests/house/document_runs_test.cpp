// The commands of the documents are run, and what the documents show of their output is what they print.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "house/document_blocks.h"
#include "house/source_tree.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

namespace descent::house {
namespace {

struct Ran {
    int status;
    std::string output;  ///< standard output and standard error
};

/// Runs a script in a folder, with `descent` on the PATH.
Ran run(const std::string& script, const test::TemporaryFolder& folder) {
    const std::string programs = std::filesystem::path(DESCENT_PROGRAM).parent_path().string();
    const std::string path = folder.write(
        "script.sh", "set -euo pipefail\ncd '" + folder.path() + "'\nexport PATH='" + programs + "':$PATH\n" + script);
    const std::string command = "bash '" + path + "' > '" + folder.path("output") + "' 2>&1 < /dev/null";
    const int status = std::system(command.c_str());
    return {status, folder.read("output")};
}

bool is_printed(const std::string& documented, const std::vector<std::string>& printed) {
    return std::ranges::any_of(printed, [&](const std::string& line) { return shows(documented, line); });
}

TEST_CASE("The commands of every document run, and print what the document shows") {
    for (const SourceFile& document : source_files()) {
        if (!document.path.ends_with(".md")) continue;
        const test::TemporaryFolder folder;  // one a document: later blocks use the files of earlier ones
        std::vector<std::string> printed;
        for (const Block& block : blocks_of(document.text)) {
            INFO(document.path << ":" << block.line);
            if (block.mark == "run") {
                const Ran ran = run(block.text, folder);
                INFO(ran.output);
                CHECK(ran.status == 0);
                printed = lines_of(ran.output);
            } else if (block.language == "text" && !printed.empty()) {
                for (const std::string& line : lines_of(block.text)) {
                    INFO(line);
                    CHECK(is_printed(line, printed));
                }
                printed.clear();
            }
        }
    }
}

/// The long options in a text.
std::set<std::string> options_in(const std::string& text) {
    static const std::regex pattern(R"(--[a-z][a-z-]*[a-z])");
    return {std::sregex_token_iterator(text.begin(), text.end(), pattern), std::sregex_token_iterator()};
}

const std::set<std::string>& options_of(const std::string& subcommand) {
    static std::map<std::string, std::set<std::string>> known;
    if (!known.contains(subcommand)) {
        const test::TemporaryFolder folder;
        known[subcommand] = options_in(run("descent " + subcommand + " --help", folder).output);
    }
    return known[subcommand];
}

TEST_CASE("Every option that a document gives to descent exists") {
    static const std::regex call(R"((?:^|[ /;|&(])descent ([a-z][a-z-]*)([^|;&)]*))");
    for (const SourceFile& document : source_files()) {
        if (!document.path.ends_with(".md")) continue;
        for (const Block& block : blocks_of(document.text)) {
            if (block.language != "sh") continue;
            for (const std::string& command : commands_of(block.text)) {
                std::smatch found;
                if (!std::regex_search(command, found, call)) continue;
                INFO(document.path << ":" << block.line << ": " << command);
                for (const std::string& option : options_in(found[2])) {
                    INFO(option);
                    CHECK(options_of(found[1]).contains(option));
                }
            }
        }
    }
}

TEST_CASE("A block of a document is told by its fence, and marked as run by the line before it") {
    const auto blocks = blocks_of("text\n<!-- run -->\n```sh\na\nb\n```\n```text\nc\n```\n");
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].language == "sh");
    CHECK(blocks[0].text == "a\nb\n");
    CHECK(blocks[0].mark == "run");
    CHECK(blocks[1].mark.empty());
    CHECK(commands_of("descent a \\\n  --b  # why\n\n# c\nd\n") == std::vector<std::string>{"descent a   --b ", "d"});
}

TEST_CASE("A documented line stands for a printed one, whatever the speed was") {
    CHECK(shows("epoch 1: loss 2, 100,000 patterns/s, 0:01", "epoch 1: loss 2, 72 patterns/s, 1:00"));
    CHECK(shows("{\"event\":...", "{\"event\":\"epoch\"}"));
    CHECK(shows("...", "anything"));
    CHECK_FALSE(shows("loss 2", "loss 3"));
    CHECK_FALSE(shows("loss 2", "loss 2.5"));
}

}  // namespace
}  // namespace descent::house
