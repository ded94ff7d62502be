#include <descent/error.h>

#include "contest/suites/scikit_table.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::contest;

namespace {

Dataset read(const std::string& text) {
    test::TemporaryFolder folder;
    return read_scikit_table(folder.write("table.csv", text), "table");
}

}  // namespace

TEST_CASE("a table with a line of counts and names has classes of these names") {
    const Dataset data = read("3,2,setosa,virginica\n5.1,3.5,0\n4.9,3.0,1\n6,2.5,1\n");
    REQUIRE(data.patterns() == 3);
    REQUIRE(data.inputs() == 2);
    REQUIRE(data.class_names() == std::vector<std::string>{"setosa", "virginica"});
    REQUIRE(data.raw_targets().labels == std::vector<std::uint32_t>{0, 1, 1});
}

TEST_CASE("a table without such a line has classes named by their numbers") {
    const Dataset data = read("0,1,2\n3,4,0\n");
    REQUIRE(data.patterns() == 2);
    REQUIRE(data.class_names() == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("a damaged table is refused with its line") {
    REQUIRE_THROWS_WITH(read("1,2,0\n1,x,0\n"), ContainsSubstring("line 2") && ContainsSubstring("'x'"));
    REQUIRE_THROWS_WITH(read("1,2,0\n1,2\n"), ContainsSubstring("line 2") && ContainsSubstring("2 columns"));
    REQUIRE_THROWS_WITH(read("1,2,0.5\n"), ContainsSubstring("number of a class"));
    REQUIRE_THROWS_WITH(read("1,2,-1\n"), ContainsSubstring("number of a class"));
    REQUIRE_THROWS_WITH(read("1,2,1e9\n"), ContainsSubstring("number of a class"));
    REQUIRE_THROWS_AS(read("nan,2,1\n"), InputError);
}
