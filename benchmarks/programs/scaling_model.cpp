// How far would each workload scale? A model of a step's time (time_model.h), fitted to one core and to what was
// measured of the machine. It says what two cores take before they are measured, and prints both; then what more would
// take.
//
//     scaling_model [--seconds 0.3] [--batch N] [--node-cores 32] [--saturating-cores 8] [--json] [W1 W4 ...]
#include <cmath>
#include <cstdio>

#include <unistd.h>

#include <descent/machine.h>

#include "base/json.h"
#include "kernels/dispatch.h"
#include "parallel/machine.h"
#include "programs/time_model.h"
#include "support/arguments.h"
#include "support/clock.h"
#include "support/limits.h"
#include "support/line_from_core.h"
#include "support/median.h"
#include "support/trainer.h"

namespace descent::bench {
namespace {

const std::vector<std::size_t> printed_cores = {8, 32, 64, 128};

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

/// What may change while the program runs: the cores of a virtual machine may be moved, and others may use them.
void measure_cores(Measured& measured) {
    const auto& table = kernels::table_for(inspect_machine().chosen);
    parallel::Team one(1), two(2);
    measured.fork_join = fork_join_seconds();
    measured.line = line_from_core_seconds();
    measured.clock = std::max(1.0, 2 * peak_flops(table, one) / peak_flops(table, two));
}

Measured measure_memory() {
    const InstructionSet set = inspect_machine().chosen;
    parallel::Team one(1), two(2);
    const long last_cache = sysconf(_SC_LEVEL3_CACHE_SIZE);
    Measured measured;
    measured.bandwidth[0] = bandwidth(set, one, 4, std::size_t{16} << 20);
    measured.bandwidth[1] = bandwidth(set, two, 4, std::size_t{16} << 20);
    measured.second_cache = static_cast<double>(parallel::second_cache_bytes());
    if (last_cache > 0) measured.last_cache = static_cast<double>(last_cache);
    return measured;
}

/// Median seconds of a step.
double measure(const Workload& workload, const Dataset& data, const char* optimizer, std::size_t threads,
               double seconds) {
    parallel::Team team(threads);
    Trainer trainer(workload, data, optimizer, team, inspect_machine().chosen);
    std::vector<double> times;
    double spent = 0;
    for (int round = 0; round < 5 || (spent < seconds && round < 100000); ++round) {
        const double time = seconds_of([&] { trainer.step(); });
        spent += time;
        if (round > 1) times.push_back(time);
    }
    return median(times);
}

struct Line {
    const Workload& workload;
    const char* optimizer;
    double line, on_one, predicted, on_two;
    std::vector<double> speed_ups;  ///< of `printed_cores`
    std::string limit;              ///< at the last of them

    double error() const { return predicted / on_two - 1; }
};

void print_line(const Line& line) {
    std::printf(" %11.2f %+7.1f%%", line.on_two * 1e6, line.error() * 100);
    for (const double speed_up : line.speed_ups) std::printf(" %7.1f", speed_up);
    std::printf("  %s\n", line.limit.c_str());
}

void print_json(const Line& line) {
    Json speed_ups = Json::object();
    for (std::size_t i = 0; i < printed_cores.size(); ++i) {
        speed_ups[std::to_string(printed_cores[i])] = line.speed_ups[i];
    }
    const Json json = {{"workload", line.workload.name},
                       {"optimizer", line.optimizer},
                       {"seconds_of_a_line", line.line},
                       {"seconds_on_one", line.on_one},
                       {"seconds_on_two_predicted", line.predicted},
                       {"seconds_on_two", line.on_two},
                       {"speed_up", speed_ups},
                       {"limit", line.limit}};
    std::printf("%s\n", to_json_line(json).c_str());
}

void print_head() {
    std::printf("%-3s %-30s %-5s %7s %11s %23s %8s %31s\n", "", "", "", "ns a", "us a step", "on 2 cores", "",
                "speed-up modelled for");
    std::printf("%-3s %-30s %-5s %7s %11s %11s %11s %8s %7s %7s %7s %7s  %s\n", "", "network", "", "line", "on 1 core",
                "predicted", "measured", "error", "8", "32", "64", "128", "what limits it at 128");
}

void print_machine(const Measured& machine, const Hardware& hardware) {
    std::printf(
        "\nmeasured: before each row a line from the other core, a fork-join of two threads, at last %.2f us, and what "
        "arithmetic\n          takes on two cores, at last %.3f of its time; %.1f GB/s from and to memory on one core, "
        "%.1f "
        "on two\n",
        machine.fork_join * 1e6, machine.clock, machine.bandwidth[0] / 1e9, machine.bandwidth[1] / 1e9);
    std::printf(
        "assumed:  cores are alike, keep their clock and have the caches of this machine; a node has %.0f cores, of "
        "which "
        "%.0f use up its bandwidth;\n          p threads wake and join in log2 p times what two take; tasks are those "
        "that the engine cuts\n",
        hardware.node_cores, hardware.saturating_cores);
}

int run(Arguments arguments) {
    const double seconds = arguments.number("--seconds", 0.3);
    const double batch = arguments.number("--batch", 0);
    const Hardware hardware{arguments.number("--node-cores", 32), arguments.number("--saturating-cores", 8)};
    const bool json = arguments.flag("--json");
    std::vector<Workload> chosen;
    for (const std::string& name : arguments.rest()) chosen.push_back(workload(name));
    if (chosen.empty()) chosen = workloads();
    Measured machine = measure_memory();
    if (!json) print_head();
    double squares = 0;
    for (Workload& workload : chosen) {
        if (batch > 0) workload.batch = static_cast<std::size_t>(batch);
        const Dataset data = make_data(workload);
        for (const char* optimizer : {"gd", "adam"}) {
            measure_cores(machine);
            const double on_one = measure(workload, data, optimizer, 1, seconds);
            const auto model = [&](std::size_t cores) {
                return TimeModel(plan_of(workload, std::string_view(optimizer) == "adam", cores), on_one, cores,
                                 machine, hardware);
            };
            Line line{workload,           optimizer, machine.line, on_one,
                      model(2).seconds(), 0,         {},           model(printed_cores.back()).limit()};
            if (!json) {
                std::printf("%-3s %-30s %-5s %7.1f %11.2f %11.2f", workload.name.c_str(),
                            to_string(workload.network).c_str(), optimizer, line.line * 1e9, on_one * 1e6,
                            line.predicted * 1e6);
                std::fflush(stdout);
            }
            line.on_two = measure(workload, data, optimizer, 2, seconds);
            for (const std::size_t cores : printed_cores) line.speed_ups.push_back(on_one / model(cores).seconds());
            (json ? print_json : print_line)(line);
            std::fflush(stdout);
            squares += line.error() * line.error();
        }
    }
    if (json) return 0;
    std::printf("root of the mean square of the errors: %.1f%%\n",
                100 * std::sqrt(squares / static_cast<double>(2 * chosen.size())));
    print_machine(machine, hardware);
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
