#include <set>

#include "report/warnings/messages.h"
#include "report/warnings/warning.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("every warning stands in the list once, with a name, an occasion and a remedy") {
    std::set<std::string_view> names;
    for (const report::Warning& warning : report::warnings()) {
        REQUIRE(names.insert(warning.name).second);
        REQUIRE(!warning.name.empty());
        REQUIRE(!warning.when.empty());
        REQUIRE(!warning.remedy.empty());
    }
    REQUIRE(!names.empty());
}
