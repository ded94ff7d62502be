// Whatever the file system does to a run, resuming gives the bits of a run that met no fault.

#include <descent/error.h>

#include <iostream>

#include "support/catch.h"
#include "support/faulty_file_system.h"
#include "support/forgetful_file_system.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

Trainee with_checkpoints() {
    Trainee trainee;
    trainee.options.optimizer = "adam";
    trainee.options.epochs = 3;
    trainee.options.batch_size = 25;
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = 1;
    trainee.options.resume = true;
    return trainee;
}

}  // namespace

TEST_CASE("after any failed operation, short write or power cut a run resumes to the same bits") {
    const Trainee trainee = with_checkpoints();
    ForgetfulFileSystem unharmed;
    Recorder whole;
    const std::string expected = bits(trainee.run(whole, unharmed).model);
    const std::string figures = bits(whole.epochs);
    using Names = ForgetfulFileSystem::Names;
    std::size_t faults = 0;
    for (const Names names : {Names::old_ones, Names::new_ones}) {
        faults += for_every_fault([&](const FaultPlan& plan) {
            ForgetfulFileSystem disk;
            FaultyFileSystem faulty(disk, plan);
            CAPTURE(plan.operation, plan.for_ever, plan.code);
            try {
                // A checkpoint that cannot be written does not end a run, and does not change its bits.
                const std::string model = bits(trainee.run(faulty).model);
                CHECK(model == expected);
            } catch (const Error& error) {
                CHECK(std::string(error.what()).find('\n') == std::string::npos);
            }
            disk.power_cut(names);
            Recorder resumed;
            CHECK(bits(trainee.run(resumed, disk).model) == expected);
            CHECK(bits(resumed.epochs) == figures);
            for (const std::string& line : resumed.notices) CHECK(line == "c is missing: resuming from c.previous");
            return faulty.met();
        });
    }
    CHECK(faults > 100);
    std::cout << "faults of the file system during training: " << faults << " tried, all survived\n";
}

TEST_CASE("after a fault during resuming, resuming again gives the same bits") {
    const Trainee trainee = with_checkpoints();
    ForgetfulFileSystem unharmed;
    const std::string expected = bits(trainee.run(unharmed).model);
    for_every_fault([&](const FaultPlan& plan) {
        ForgetfulFileSystem disk;
        Recorder recorder;
        recorder.stop_after = 3;
        trainee.run(recorder, disk);
        FaultyFileSystem faulty(disk, plan);
        try {
            trainee.run(faulty);
        } catch (const Error&) {
            // Any clear refusal will do: what counts is what stands on the disk.
        }
        disk.power_cut(ForgetfulFileSystem::Names::new_ones);
        CAPTURE(plan.operation, plan.for_ever, plan.code);
        CHECK(bits(trainee.run(disk).model) == expected);
        return faulty.met();
    });
}
