#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("fewer seeds than can show a difference are warned about, with the number that can") {
    Study s = study_with({"a", "b", "c", "d", "e", "f", "g"}, {});
    s.seeds = 5;
    const auto found = messages(s, "too-few-seeds");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0] == "5 seeds can show no difference between 7 optimizers, however large; 10 can");
    s.seeds = 10;
    REQUIRE(messages(s, "too-few-seeds").empty());
    Study alone = study_with({"a"}, {});
    alone.seeds = 1;
    REQUIRE(messages(alone, "too-few-seeds").empty());
}
