#include <descent/error.h>

#include "comparison/problems/suite.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::comparison;

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

TEST_CASE("problems whose data is absent are left out, each with what would bring it") {
    test::TemporaryFolder empty;
    const Suite suite = read_suite("small", empty.path());
    REQUIRE(suite.left_out.size() >= 4);
    REQUIRE(suite.left_out[0].find("iris") == 0);
    REQUIRE(suite.left_out[0].find("python3-sklearn") != std::string::npos);
    REQUIRE(suite.problems.size() >= 3);  // the functions need no data
    REQUIRE_THROWS_AS(read_suite("tiny"), UsageError);
}

TEST_CASE("a table that is there becomes a problem whose test part no trial sees") {
    test::TemporaryFolder folder;
    std::string text = "40,2,a,b\n";
    for (int i = 0; i < 40; ++i)
        text += std::to_string(i) + "," + std::to_string(i % 7) + "," + std::to_string(i % 2) + "\n";
    folder.write("iris.csv", text);
    const Suite suite = read_suite("small", folder.path());
    REQUIRE(suite.problems[0].name == "iris");
    REQUIRE(suite.problems[0].training.patterns() == 30);
    REQUIRE(suite.problems[0].test.patterns() == 10);
    REQUIRE(suite.problems[0].network.outputs() == 2);
}
