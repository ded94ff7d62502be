// What ranks agree on: one run, one place to resume at, and the same weights after each epoch.

#include <descent/version.h>

#include "parallel/meeting.h"
#include "support/catch.h"
#include "support/ranks_in_threads.h"
#include "training/same_weights.h"
#include "training/start_together.h"

namespace descent::training {
namespace {

const Json run = {{"training_data", "abc"}, {"optimizer", "adam"}, {"seed", 1}};

struct Rank {
    Json run;
    InstructionSet set;
};

/// What each rank is refused with; empty: it takes part.
std::vector<std::string> refusals(const std::vector<Rank>& ranks) {
    std::vector<std::string> lines(ranks.size());
    test::run_on_ranks(ranks.size(), [&](parallel::Ranks& job) {
        const Rank& own = ranks[job.rank()];
        try {
            agree_on_run(job, own.run, own.set);
        } catch (const parallel::Refused& refusal) {
            lines[job.rank()] = refusal.what();
        }
    });
    return lines;
}

std::string refusal_of_second(const Rank& second) {
    const Rank first{run, InstructionSet::avx2};
    const auto lines = refusals({first, second, first});
    CHECK(lines == std::vector<std::string>(3, lines.front()));  // all know, and end
    return lines.front();
}

TEST_CASE("A rank with another setting, plugin or data, or without fused multiply-add, is named at all ranks") {
    const std::string begin = "rank 1: another run: ";
    const std::string end = " at rank 0; start all ranks with the same command, program and files";
    CHECK(refusal_of_second({run, InstructionSet::avx512}).empty());
    CHECK(refusal_of_second({run, InstructionSet::baseline}) ==
          begin + "fused_multiply_add is false there and true" + end);
    Json other = run;
    other["training_data"] = "xyz";
    CHECK(refusal_of_second({other, InstructionSet::avx2}) ==
          begin + "training_data is \"xyz\" there and \"abc\"" + end);
    other["seed"] = 2;  // data that a seed splits follows from it
    CHECK(refusal_of_second({other, InstructionSet::avx2}) == begin + "seed is 2 there and 1" + end);
    other = run;
    other["optimizer_code"] = "0123";
    CHECK(refusal_of_second({other, InstructionSet::avx2}) ==
          begin + "optimizer_code is \"0123\" there and missing" + end);
}

TEST_CASE("All ranks resume with the state, the position and the best weights of rank 0") {
    struct Memory {
        std::vector<float> parameters, slot;
        State state;
        std::optional<Resumption> resumed;
    };
    std::vector<Memory> memories(3);
    for (std::size_t rank = 0; rank < memories.size(); ++rank) {
        Memory& own = memories[rank];
        const bool first = rank == 0;
        own.parameters.assign(5, first ? 1.5F : 0);
        own.slot.assign(5, first ? 2.5F : 0);
        own.state = {.parameters = own.parameters,
                     .slots = {{"m", own.slot}},
                     .globals = {{"d", first ? 0.25 : 0}},
                     .optimizer_steps = first ? 7U : 0U,
                     .position = {}};
        if (!first) continue;
        own.state.position.step = 7;
        own.state.position.norms = Norms{1, 2};
        own.resumed = Resumption{"id", {.epoch = 2, .loss = 0.5, .weights = {1, 2, 3}}, {}};
    }
    test::run_on_ranks(memories.size(), [&](parallel::Ranks& ranks) {
        Memory& own = memories[ranks.rank()];
        share_resumption(ranks, own.state, own.resumed);
    });
    for (const Memory& own : memories) {
        CHECK(own.parameters == memories[0].parameters);
        CHECK(own.slot == memories[0].slot);
        CHECK(own.state.globals.front().value == 0.25);
        CHECK(own.state.optimizer_steps == 7);
        CHECK(own.state.position == memories[0].state.position);
        REQUIRE(own.resumed);
        CHECK(own.resumed->best.epoch == 2);
        CHECK(own.resumed->best.loss == 0.5);
        CHECK(own.resumed->best.weights == std::vector<float>{1, 2, 3});
    }
}

TEST_CASE("A rank whose weights have become others is named at all ranks") {
    const auto lines_of = [](float of_last) {
        std::vector<std::string> lines(3);
        test::run_on_ranks(3, [&](parallel::Ranks& ranks) {
            const std::vector<float> weights = {1, 2, ranks.rank() == 2 ? of_last : 3.0F};
            try {
                require_same_weights(ranks, weights, 40);
            } catch (const parallel::Refused& error) {
                lines[ranks.rank()] = error.what();
            }
        });
        return lines;
    };
    CHECK(lines_of(3) == std::vector<std::string>(3));
    CHECK(lines_of(3.5F) == std::vector<std::string>(3,
                                                     "after step 40 rank 2 has other weights than rank 0: its update "
                                                     "rule, or its processor, computes something else"));
}

}  // namespace
}  // namespace descent::training
