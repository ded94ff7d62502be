// The pages that lead through the code: the way of a batch, and where each symbol of the derivation is computed.

#include <regex>
#include <set>

#include "house/source_tree.h"
#include "support/catch.h"

namespace descent::house {
namespace {

/// The lines of a document from this heading to the next one of its kind.
std::vector<std::string> section(const std::string& document, const std::string& heading) {
    std::vector<std::string> lines;
    bool inside = false;
    for (const std::string& line : lines_of(source_file(document).text)) {
        if (line.starts_with("## ")) inside = line == "## " + heading;
        if (inside) lines.push_back(line);
    }
    return lines;
}

/// Files and folders that the lines name, in order.
std::vector<std::string> paths_in(const std::vector<std::string>& lines) {
    static const std::regex path(R"(`((?:src|include|optimizers)/[^`\s]+)`)");
    std::vector<std::string> paths;
    for (const std::string& line : lines) {
        for (std::sregex_iterator found(line.begin(), line.end(), path), end; found != end; ++found) {
            paths.push_back((*found)[1]);
        }
    }
    return paths;
}

/// "engine" of "src/engine/engine.h"; the first folder elsewhere.
std::string room_of(const std::string& path) {
    static const std::regex pattern("src/([^/]+)/.*|([^/]+)/.*");
    std::smatch found;
    std::regex_match(path, found, pattern);
    return found[1].matched ? found[1] : found[2];
}

TEST_CASE("The way of one batch names each file once, and enters no room twice") {
    const auto files = paths_in(section("docs/architecture.md", "One batch, from file to updated weights"));
    REQUIRE(files.size() > 20);
    std::set<std::string> rooms, named;
    std::string room;
    for (const std::string& file : files) {
        INFO(file);
        CHECK(named.insert(file).second);
        if (room_of(file) == room) continue;
        room = room_of(file);
        CHECK(rooms.insert(room).second);
    }
}

TEST_CASE("Every file of the glossary holds the name that stands beside it") {
    static const std::regex row(R"(\|.*\| `([a-z][^`]*\.(?:h|cpp))` \| `([A-Za-z_]+)` \|)");
    std::size_t rows = 0;
    for (const std::string& line : lines_of(source_file("docs/glossary.md").text)) {
        std::smatch found;
        if (!line.starts_with("| ") || line.starts_with("| ---") || line.ends_with("| name |")) continue;
        INFO(line);
        REQUIRE(std::regex_match(line, found, row));
        CHECK(std::regex_search(source_file(found[1]).text, std::regex("\\b" + found[2].str() + "\\b")));
        ++rows;
    }
    CHECK(rows > 40);
}

}  // namespace
}  // namespace descent::house
