// How far would each workload scale? A model of a step's time, fitted to one and two cores of this machine and printed
// for more than it has. The assumptions stand in time_model.h and under the table.
//
//     scaling_model [--seconds 0.3] [--node-cores 32] [--saturating-cores 8] [--json]
#include <cstdio>

#include <descent/machine.h>

#include "base/json.h"
#include "kernels/dispatch.h"
#include "programs/time_model.h"
#include "support/arguments.h"
#include "support/clock.h"
#include "support/limits.h"
#include "support/median.h"
#include "support/trainer.h"

namespace descent::bench {
namespace {

const std::vector<double> printed_cores = {2, 8, 32, 64, 128};

/// What a fork-join of two threads adds to half of the work.
double fork_join_seconds() {
    const auto& table = kernels::table_for(inspect_machine().chosen);
    parallel::Team two(2);
    const auto work = [&](std::size_t, std::size_t) { table.peak_flops(2000); };
    std::vector<double> serial, shared;
    for (int run = 0; run < 300; ++run) {
        serial.push_back(seconds_of([&] {
            for (std::size_t i = 0; i < 8; ++i) work(i, 0);
        }));
        shared.push_back(seconds_of([&] { two.for_each(8, work); }));
    }
    return std::max(1e-7, median(shared) - median(serial) / 2);
}

double memory_bandwidth() {
    parallel::Team one(1);
    return bandwidth(inspect_machine().chosen, one, 4, std::size_t{16} << 20);
}

/// Median seconds of a step on one and on two threads, in turns.
Measured measure(const Workload& workload, const char* optimizer, double seconds, Measured measured) {
    const Dataset data = make_data(workload);
    const InstructionSet set = inspect_machine().chosen;
    parallel::Team one(1), two(2);
    Trainer trainers[] = {{workload, data, optimizer, one, set}, {workload, data, optimizer, two, set}};
    std::vector<double> times[2];
    double spent = 0;
    for (int round = 0; round < 5 || (spent < seconds && round < 10000); ++round) {
        for (int i = 0; i < 2; ++i) {
            const double time = seconds_of([&] { trainers[i].step(); });
            spent += time;
            if (round > 1) times[i].push_back(time);
        }
    }
    measured.seconds_on_one = median(times[0]);
    measured.seconds_on_two = median(times[1]);
    return measured;
}

void print_line(const Workload& workload, const char* optimizer, const TimeModel& model, const Measured& measured) {
    std::printf("%-3s %-30s %-5s %11.2f %8.2f", workload.name.c_str(), to_string(workload.network).c_str(), optimizer,
                measured.seconds_on_one * 1e6, measured.seconds_on_one / measured.seconds_on_two);
    for (const double cores : printed_cores) std::printf(" %7.1f", measured.seconds_on_one / model.seconds(cores));
    std::printf("  %s\n", model.limit(printed_cores.back()).c_str());
    std::fflush(stdout);
}

void print_json(const Workload& workload, const char* optimizer, const TimeModel& model, const Measured& measured) {
    Json speed_ups = Json::object();
    for (const double cores : printed_cores) {
        speed_ups[std::to_string(static_cast<int>(cores))] = measured.seconds_on_one / model.seconds(cores);
    }
    const Json line = {{"workload", workload.name},
                       {"optimizer", optimizer},
                       {"seconds_on_one", measured.seconds_on_one},
                       {"seconds_on_two", measured.seconds_on_two},
                       {"speed_up", speed_ups},
                       {"limit", model.limit(printed_cores.back())}};
    std::printf("%s\n", to_json_line(line).c_str());
}

int run(Arguments arguments) {
    const double seconds = arguments.number("--seconds", 0.3);
    const Hardware hardware{arguments.number("--node-cores", 32), arguments.number("--saturating-cores", 8)};
    const bool json = arguments.flag("--json");
    arguments.finish();
    const Measured machine{.fork_join = fork_join_seconds(), .bandwidth = memory_bandwidth()};
    if (!json) {
        std::printf("%-3s %-30s %-5s %11s %8s %40s\n", "", "", "", "us a step", "measured",
                    "speed-up over one core, modelled for");
        std::printf("%-3s %-30s %-5s %11s %8s %7s %7s %7s %7s %7s  %s\n", "", "network", "", "on 1 core", "on 2", "2",
                    "8", "32", "64", "128", "what limits it at 128");
    }
    for (const Workload& workload : workloads()) {
        for (const char* optimizer : {"gd", "adam"}) {
            const Measured measured = measure(workload, optimizer, seconds, machine);
            const Plan plan = plan_of(workload, std::string_view(optimizer) == "adam");
            const TimeModel model(plan, measured, hardware);
            (json ? print_json : print_line)(workload, optimizer, model, measured);
        }
    }
    if (json) return 0;
    std::printf("\nmeasured: a fork-join of two threads takes %.2f us, one core moves %.1f GB/s from and to memory\n",
                machine.fork_join * 1e6, machine.bandwidth / 1e9);
    std::printf(
        "assumed:  cores are alike, keep their clock and have the caches of this machine; a node has %.0f cores, of "
        "which "
        "%.0f use up its bandwidth;\n          p threads wake and join in log2 p times what two take; tasks are those "
        "that the engine cuts\n",
        hardware.node_cores, hardware.saturating_cores);
    return 0;
}

}  // namespace
}  // namespace descent::bench

int main(int argc, char** argv) {
    try {
        return descent::bench::run({argc, argv});
    } catch (const descent::Error& error) {
        std::fprintf(stderr, "scaling_model: %s\n", error.what());
        return 2;
    }
}
