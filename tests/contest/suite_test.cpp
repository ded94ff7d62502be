#include <descent/comparison.h>
#include <descent/error.h>

#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;

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
