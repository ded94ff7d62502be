// Dropout in a training: the same units whatever works on them, and after a resume.

#include <descent/error.h>

#include <cstdlib>

#include "kernels/dispatch.h"
#include "support/catch.h"
#include "support/temporary_folder.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

Trainee dropping() {
    Trainee trainee;
    trainee.network.layers = {{9, Activation::tanh}, {35, Activation::gelu}, {3, Activation::softmax}};
    trainee.options.dropout = 0.4;
    return trainee;
}

std::string outcome(const Trainee& trainee) {
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    return bits(result.model) + bits(recorder.epochs);
}

}  // namespace

TEST_CASE("dropout has the same bits on any number of threads and every instruction set") {
    for (const std::uint64_t batch : {0, 1, 8, 33}) {
        Trainee trainee = dropping();
        trainee.options.batch_size = batch;
        const std::string expected = outcome(trainee);
        for (const std::size_t threads : {2, 3, 7}) {
            CAPTURE(batch, threads);
            trainee.options.threads = {threads};
            CHECK(outcome(trainee) == expected);
        }
        for (const InstructionSet set : kernels::supported_instruction_sets()) {
            if (set == InstructionSet::baseline) continue;  // has no fused multiply-add
            ::setenv("DESCENT_ISA", std::string(to_string(set)).c_str(), 1);
            CAPTURE(batch, to_string(set));
            CHECK(outcome(trainee) == expected);
            ::unsetenv("DESCENT_ISA");
        }
    }
}

TEST_CASE("a step on one pattern drops the same units whether it is fused or not") {
    Trainee trainee = dropping();
    trainee.options.batch_size = 1;
    const std::string fused = outcome(trainee);
    trainee.options.clip_norm = 1e30;  // never reached: the gradient is made whole
    CHECK(outcome(trainee) == fused);
}

TEST_CASE("a run with dropout resumes to the bits of one that was never stopped") {
    const TemporaryFolder folder;
    Trainee trainee = dropping();
    const std::string whole = bits(trainee.run().model);
    trainee.options.checkpoint = folder.path() + "/c";
    Recorder recorder;
    recorder.stop_after = 17;
    trainee.run(recorder);
    trainee.options.resume = true;
    CHECK(bits(trainee.run().model) == whole);
}

TEST_CASE("the seed and the share decide which units are dropped") {
    Trainee trainee = dropping();
    const std::string one = outcome(trainee);
    trainee.options.dropout = 0.41;
    CHECK(outcome(trainee) != one);
    trainee.options.dropout = 0;
    CHECK(outcome(trainee) != one);
}

TEST_CASE("dropout without a hidden layer is refused") {
    Trainee trainee = dropping();
    trainee.network.layers = {{3, Activation::softmax}};
    CHECK_THROWS_WITH(trainee.run(), "dropout: has no meaning without a hidden layer");
}
