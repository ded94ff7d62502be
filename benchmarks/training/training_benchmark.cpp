// Whole training steps: train/784-128-10/batch:64/optimizer:gd/threads:1, and so on.
//
// Counters: patterns_per_second; gflops, of the multiply-adds that the mathematics needs, without padding; peak_share,
// of the FMA peak of the threads used, measured in the same process before and after the steps; core_to_core_ns, the
// way of a cache line to another core and back.
#include <cstdio>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>
#include <descent/error.h>
#include <descent/machine.h>

#include "kernels/dispatch.h"
#include "support/clock.h"
#include "support/core_to_core.h"
#include "support/limits.h"
#include "support/trainer.h"

namespace descent::bench {
namespace {

/// The data of a workload, made when first asked for; workloads of one shape share it.
const Dataset& data_of(const Workload& workload) {
    static std::map<std::string, Dataset> made;
    const std::string shape = std::to_string(workload.network.inputs) + "/" +
                              std::to_string(workload.network.outputs()) + "/" + std::to_string(workload.patterns);
    const auto [place, is_new] = made.try_emplace(shape);
    if (is_new) place->second = make_data(workload);
    return place->second;
}

void train(benchmark::State& state, const Workload& workload, const std::string& optimizer, std::size_t threads) {
    const InstructionSet set = inspect_machine().chosen;
    parallel::Team team(threads);
    Trainer trainer(workload, data_of(workload), optimizer, team, set);
    for (int i = 0; i < 3; ++i) trainer.step();  // memory is touched and plans are made in the first
    const PeakAround peak(kernels::table_for(set), team);
    double loss = 0;
    const double seconds = seconds_of([&] {
        for (auto _ : state) loss = trainer.step();
    });
    benchmark::DoNotOptimize(loss);
    const double patterns = static_cast<double>(state.iterations()) * static_cast<double>(workload.batch);
    const double flops = patterns * workload.flops_per_pattern() / seconds;
    state.counters["patterns_per_second"] = patterns / seconds;
    state.counters["microseconds_per_step"] = seconds / static_cast<double>(state.iterations()) * 1e6;
    state.counters["gflops"] = flops / 1e9;
    state.counters["peak_gflops"] = peak.now() / 1e9;
    if (threads > 1) state.counters["core_to_core_ns"] = core_to_core_seconds() * 1e9;
    state.counters["peak_share"] = flops / 1e9 / state.counters["peak_gflops"];
}

void register_all() {
    for (const Workload& workload : workloads()) {
        for (const char* optimizer : {"gd", "adam"}) {
            for (const std::size_t threads : {1, 2}) {
                const std::string name = "train/" + to_string(workload.network) +
                                         "/batch:" + std::to_string(workload.batch) + "/optimizer:" + optimizer +
                                         "/threads:" + std::to_string(threads);
                benchmark::RegisterBenchmark(name.c_str(), [&workload, optimizer, threads](benchmark::State& state) {
                    train(state, workload, optimizer, threads);
                })->Unit(benchmark::kMicrosecond);
            }
        }
    }
}

}  // namespace
}  // namespace descent::bench

int main(int argc, char** argv) {
    try {
        descent::bench::register_all();
        benchmark::Initialize(&argc, argv);
        if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
        const auto set = descent::inspect_machine().chosen;
        benchmark::AddCustomContext("instruction_set", std::string(descent::to_string(set)));
        benchmark::RunSpecifiedBenchmarks();
        return 0;
    } catch (const descent::Error& error) {
        std::fprintf(stderr, "training: %s\n", error.what());
        return 1;
    }
}
