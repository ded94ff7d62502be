#include "comparison/warnings.h"

#include <algorithm>

#include "comparison/hand_made.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

std::vector<std::string> messages(const Study& s, WarningKind kind) {
    std::vector<std::string> found;
    for (const Warning& warning : warnings(s)) {
        if (warning.kind == kind) found.push_back(warning.message);
    }
    return found;
}

}  // namespace

TEST_CASE("every warning stands in the list once, in order, with a name and a remedy") {
    const auto& texts = warning_texts();
    REQUIRE(texts.size() == static_cast<std::size_t>(WarningKind::trials_missing) + 1);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        REQUIRE(static_cast<std::size_t>(texts[i].kind) == i);
        REQUIRE(!texts[i].name.empty());
        REQUIRE(!texts[i].remedy.empty());
    }
}

TEST_CASE("a best rate on the edge of what was tried is warned about") {
    const Study s = study({"gd", "adam"}, {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.7), tuned("adam", "0.1", 0.5),
                                           tuned("adam", "1", 0.7), tuned("adam", "10", 0.6)});
    const auto found = messages(s, WarningKind::best_on_edge);
    REQUIRE(found == std::vector<std::string>{"gd: the best learning rate, 1, is the largest that was tried"});
}

TEST_CASE("fewer seeds than can show a difference are warned about, with the number that can") {
    Study s = study({"a", "b", "c", "d", "e", "f", "g"}, {});
    s.seeds = 5;
    const auto found = messages(s, WarningKind::too_few_seeds);
    REQUIRE(found.size() == 1);
    REQUIRE(found[0] == "5 seeds can show no difference between 7 optimizers, however large; 10 can");
    s.seeds = 10;
    REQUIRE(messages(s, WarningKind::too_few_seeds).empty());
    Study alone = study({"a"}, {});
    alone.seeds = 1;
    REQUIRE(messages(alone, WarningKind::too_few_seeds).empty());
}

TEST_CASE("a target that no run reached is warned about") {
    Study s = study({"gd", "adam"}, {climbing("gd", 2, {0.1, 0.2}), climbing("adam", 2, {0.1, 0.9})});
    s.target_accuracy = 0.9;
    REQUIRE(messages(s, WarningKind::target_never_reached) ==
            std::vector<std::string>{"gd: none of 1 runs reached the target 0.9"});
}

TEST_CASE("divergence at the best setting is warned about") {
    const Study s = study({"gd"}, {final("gd", 2, 0.5), ended(final("gd", 3, 0.5), "diverged", 1)});
    REQUIRE(messages(s, WarningKind::early_divergence) ==
            std::vector<std::string>{"gd: 1 of 2 final runs diverged, the first after 1 whole epochs"});
    const Study fine = study({"gd"}, {final("gd", 2, 0.5), ended(tuned("gd", "10", 0.5), "diverged", 1)});
    REQUIRE(messages(fine, WarningKind::early_divergence).empty());
}

TEST_CASE("an optimizer that diverged at every setting is warned about") {
    const Study s = study({"gd"}, {ended(tuned("gd", "10", 0.5), "diverged", 1)});
    REQUIRE(messages(s, WarningKind::all_diverged).size() == 1);
}

TEST_CASE("a lead that is within the noise is warned about, a clear one is not") {
    std::vector<TrialRecord> noisy, clear;
    for (std::uint64_t seed = 2; seed <= 11; ++seed) {
        const double sign = seed % 2 == 0 ? 1 : -1;
        noisy.push_back(final("gd", seed, 0.5));
        noisy.push_back(final("adam", seed, 0.501 + sign * 0.01));
        clear.push_back(final("gd", seed, 0.5));
        clear.push_back(final("adam", seed, 0.6));
    }
    REQUIRE(messages(study({"gd", "adam"}, noisy), WarningKind::noise_larger_than_difference).size() == 1);
    REQUIRE(messages(study({"gd", "adam"}, clear), WarningKind::noise_larger_than_difference).empty());
}

TEST_CASE("failed and interrupted trials are counted in a warning") {
    const Study s = study({"gd"}, {ended(final("gd", 2, 0.5), "failed"), ended(tuned("gd", "1", 0.5), "interrupted")});
    REQUIRE(messages(s, WarningKind::trials_missing) ==
            std::vector<std::string>{"gd: trials that failed: 1, interrupted: 1; no figure counts them"});
    REQUIRE(messages(study({"gd"}, {final("gd", 2, 0.5)}), WarningKind::trials_missing).empty());
}
