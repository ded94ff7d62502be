// Published comparisons, run again.

#include "base/json.h"
#include "cli/in_folder.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("reproduce lists the experiments with their sources, also as JSON") {
    const InFolder work;
    const std::string list = work.done("reproduce --list").out;
    CHECK_THAT(list, ContainsSubstring("quadratic-deep (1 minute on two cores)") && ContainsSubstring("DeepOBS"));
    const JsonReader all(parse_json(work.done("reproduce --list --json").out, "the list"), "the list");
    CHECK(all.array("experiments").size() == 5);
}

TEST_CASE("reproduce names the package of data that is not there, and fails") {
    const InFolder work;
    const Outcome outcome = work.run("reproduce scikit-curves --suite-data nowhere");
    CHECK(outcome.status == 1);
    CHECK_THAT(outcome.err,
               ContainsSubstring("nowhere/digits.csv.gz") && ContainsSubstring("install the package python3-sklearn"));
}

TEST_CASE("reproduce refuses what it does not know before it runs anything") {
    const InFolder work;
    CHECK(work.run("reproduce quadratic-shallow").status == 2);
    CHECK(work.run("reproduce --list --out again").status == 2);
}
