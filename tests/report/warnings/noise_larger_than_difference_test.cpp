#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("a lead that is within the noise is warned about, a clear one is not") {
    std::vector<TrialRecord> noisy, clear;
    for (std::uint64_t seed = 2; seed <= 11; ++seed) {
        const double sign = seed % 2 == 0 ? 1 : -1;
        noisy.push_back(final("gd", seed, 0.5));
        noisy.push_back(final("adam", seed, 0.501 + sign * 0.01));
        clear.push_back(final("gd", seed, 0.5));
        clear.push_back(final("adam", seed, 0.6));
    }
    REQUIRE(messages(study_with({"gd", "adam"}, noisy), "noise-larger-than-difference").size() == 1);
    REQUIRE(messages(study_with({"gd", "adam"}, clear), "noise-larger-than-difference").empty());
}
