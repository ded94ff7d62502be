// The work that benchmarks measure.
#include "support/workloads.h"

#include <descent/error.h>

#include "support/arguments.h"
#include "support/catch.h"
#include "support/median.h"

namespace descent::bench {
namespace {

Arguments arguments_of(std::vector<std::string> words) {
    std::vector<char*> pointers = {nullptr};
    for (std::string& word : words) pointers.push_back(word.data());
    return {static_cast<int>(pointers.size()), pointers.data()};
}

}  // namespace

TEST_CASE(
    "Operations of a pattern are two a multiply-add: forward and gradient everywhere, deltas above the first layer") {
    CHECK(workload("W1").flops_per_pattern() == 2 * (2.0 * 784 * 128 + 3.0 * 128 * 10));
    CHECK(workload("W7").flops_per_pattern() == 2 * (2.0 * 4 * 32 + 3.0 * 32 * 16 + 3.0 * 16 * 4));
}

TEST_CASE("Every workload is a network that can be trained on its data") {
    for (const Workload& each : workloads()) {
        INFO(each.name);
        CHECK_NOTHROW(each.network.validate());
        CHECK_NOTHROW(validate_loss(each.loss, each.network.layers.back().activation));
        CHECK(each.patterns >= each.batch);
        if (each.patterns > 20000) continue;  // the others are made in the same way
        const Dataset data = make_data(each);
        CHECK(data.patterns() == each.patterns);
        CHECK(data.inputs() == each.network.inputs);
        CHECK(data.outputs() == each.network.outputs());
        CHECK(data.content_hash() == make_data(each).content_hash());
    }
}

TEST_CASE("An unknown workload is refused with the names of all") {
    CHECK_THROWS_WITH(workload("W9"), ContainsSubstring("'W9'") && ContainsSubstring("W1, W2"));
}

TEST_CASE("The median is the middle, or the mean of the two in the middle") {
    CHECK(median({3}) == 3);
    CHECK(median({9, 1, 2}) == 2);
    CHECK(median({4, 1, 3, 100}) == 3.5);
}

TEST_CASE("Options of the programs are taken by name, and what is left over is an error") {
    Arguments arguments = arguments_of({"--json", "--rounds", "7"});
    CHECK(arguments.number("--rounds", 1) == 7);
    CHECK(arguments.number("--seconds", 0.5) == 0.5);
    CHECK(arguments.flag("--json"));
    CHECK_FALSE(arguments.flag("--json"));
    CHECK_NOTHROW(arguments.finish());
    CHECK_THROWS_AS(arguments_of({"--wrong"}).finish(), UsageError);
    for (const char* wrong : {"x", "", "1x", "0", "-3"}) {
        CHECK_THROWS_AS(arguments_of({"--rounds", wrong}).number("--rounds", 1), UsageError);
    }
    CHECK_THROWS_AS(arguments_of({"--rounds"}).number("--rounds", 1), UsageError);
}

}  // namespace descent::bench
