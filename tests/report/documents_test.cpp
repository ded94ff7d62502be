// The tables of docs/comparison.md say what the lists of figures and warnings say.

#include <fstream>
#include <sstream>

#include "report/figures/figure.h"
#include "report/warnings/warning.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::report;

namespace {

std::string document() {
    std::ifstream file(std::string(DESCENT_SOURCE_DIR) + "/docs/comparison.md");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string figures_table() {
    std::string table = "| figure | definition | source file |\n| --- | --- | --- |\n";
    for (const Figure& figure : figures()) {
        table += "| " + std::string(figure.title) + " | " + std::string(figure.definition) + " | `src/report/figures/" +
                 std::string(figure.name) + ".cpp` |\n";
    }
    return table;
}

std::string warnings_table() {
    std::string table = "| name | when |\n| --- | --- |\n";
    for (const Warning& warning : warnings()) {
        table += "| `" + std::string(warning.name) + "` | " + std::string(warning.when) + " |\n";
    }
    return table;
}

}  // namespace

TEST_CASE("the documentation defines every figure as the program does") {
    const std::string table = figures_table();
    INFO("docs/comparison.md must hold:\n" << table);
    REQUIRE(document().find(table) != std::string::npos);
}

TEST_CASE("the documentation lists every warning as the program does") {
    const std::string table = warnings_table();
    INFO("docs/comparison.md must hold:\n" << table);
    REQUIRE(document().find(table) != std::string::npos);
}
