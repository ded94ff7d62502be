// The same data, options and seeds give the same bits, whatever works on them.

#include <cstdlib>

#include "kernels/dispatch.h"
#include "support/catch.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Runs on one instruction set, as a user forces it.
class ForcedSet {
public:
    explicit ForcedSet(InstructionSet set) { ::setenv("DESCENT_ISA", std::string(to_string(set)).c_str(), 1); }
    ~ForcedSet() { ::unsetenv("DESCENT_ISA"); }
};

std::string outcome(const Trainee& trainee) {
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    return bits(result.model) + bits(recorder.epochs);
}

}  // namespace

TEST_CASE("a training gives the same bits on 1, 2, 3, 7 and 64 threads and on every instruction set") {
    for (const std::uint64_t batch : {0, 1, 8, 33}) {
        Trainee trainee;
        trainee.options.optimizer = "adam";
        trainee.options.batch_size = batch;
        const std::string expected = outcome(trainee);
        for (const std::size_t threads : {2, 3, 7, 64}) {
            CAPTURE(batch, threads);
            trainee.options.threads = {threads};
            CHECK(outcome(trainee) == expected);
        }
        for (const InstructionSet set : kernels::supported_instruction_sets()) {
            if (set == InstructionSet::baseline) continue;  // has no fused multiply-add
            CAPTURE(batch, to_string(set));
            const ForcedSet forced(set);
            trainee.options.threads = {2};
            CHECK(outcome(trainee) == expected);
        }
    }
}

TEST_CASE("a training on a network that is cut by units gives the same bits on any number of threads") {
    Trainee trainee;
    trainee.network.layers = {{300, Activation::relu}, {257, Activation::sigmoid}, {3, Activation::softmax}};
    trainee.options.epochs = 1;
    trainee.options.batch_size = 25;
    const std::string expected = outcome(trainee);
    for (const std::size_t threads : {2, 3, 7, 64}) {
        CAPTURE(threads);
        trainee.options.threads = {threads};
        CHECK(outcome(trainee) == expected);
    }
}

TEST_CASE("a seed decides the first weights and the order of the patterns, and nothing else does") {
    Trainee trainee;
    const std::string one = outcome(trainee);
    CHECK(outcome(trainee) == one);
    trainee.options.seed = 2;
    CHECK(outcome(trainee) != one);
    trainee.options.seed = 1;
    trainee.options.shuffle = false;
    CHECK(outcome(trainee) != one);
}

TEST_CASE("a step that looks at the whole gradient has the bits of one that is fused") {
    for (const auto& info : builtin().list()) {
        CAPTURE(info.name);
        Trainee trainee;
        trainee.options.optimizer = info.name;
        trainee.options.weight_decay = 0.01;
        const std::string fused = outcome(trainee);
        trainee.options.on_divergence = OnDivergence::skip;
        CHECK(outcome(trainee) == fused);
        trainee.options.clip_norm = 1e30;  // never reached
        CHECK(outcome(trainee) == fused);
    }
}
