// Do more threads ever lose? 10-w-w-10, batch 128, adam, for widths around the point where a second thread begins to
// pay.
//
//     threading_cliff [--rounds 9] [--milliseconds 20] [--json]
//
// Runs on 1, 2, 4 and 8 threads take turns, so that what else the machine does hits all of them; and that several times
// with new memory, whose place makes some percent. The ratio is that of the medians of patterns/s. Ends with status 1
// when two threads, or the most that the machine has, fall below 0.98.
#include <cstdio>
#include <memory>

#include <descent/machine.h>

#include "base/json.h"
#include "support/arguments.h"
#include "support/clock.h"
#include "support/median.h"
#include "support/trainer.h"

namespace descent::bench {
namespace {

constexpr double least_ratio = 0.98;
constexpr int placements = 5;
const std::vector<std::size_t> widths = {8, 16, 32, 64, 96, 128, 192, 256};
const std::vector<std::size_t> thread_counts = {1, 2, 4, 8};

/// A trainer with threads of its own.
class Runner {
public:
    Runner(const Workload& workload, const Dataset& data, std::size_t threads)
        : workload_(workload), team_(threads), trainer_(workload, data, "adam", team_, inspect_machine().chosen) {}

    double patterns_per_second(double seconds) {
        std::size_t steps = 0;
        double spent = 0;
        while (spent < seconds) {
            spent += seconds_of([&] {
                for (int i = 0; i < 10; ++i) trainer_.step();
            });
            steps += 10;
        }
        return static_cast<double>(steps * workload_.batch) / spent;
    }

private:
    const Workload& workload_;
    parallel::Team team_;
    Trainer trainer_;
};

/// Medians of patterns/s, by thread_counts.
std::vector<double> measure(std::size_t width, int rounds, double seconds) {
    const Workload workload = cliff_workload(width);
    const Dataset data = make_data(workload);
    std::vector<std::vector<double>> speeds(thread_counts.size());
    for (int placement = 0; placement < placements; ++placement) {
        std::vector<std::unique_ptr<Runner>> runners;
        for (const std::size_t threads : thread_counts)
            runners.push_back(std::make_unique<Runner>(workload, data, threads));
        for (auto& runner : runners) runner->patterns_per_second(seconds);
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t i = 0; i < runners.size(); ++i) {
                speeds[i].push_back(runners[i]->patterns_per_second(seconds));
            }
        }
    }
    std::vector<double> medians;
    for (auto& of_runner : speeds) medians.push_back(median(of_runner));
    return medians;
}

/// Threads beyond the machine's processors are printed, but not judged.
bool is_judged(std::size_t threads) { return threads == 2 || threads <= inspect_machine().chosen_threads; }

int run(Arguments arguments) {
    const int rounds = static_cast<int>(arguments.number("--rounds", 9));
    const double seconds = arguments.number("--milliseconds", 20) / 1000;
    const bool json = arguments.flag("--json");
    arguments.finish();
    bool never_lost = true;
    if (!json) std::printf("%8s %15s %8s %8s %8s\n", "width", "patterns/s on 1", "2", "4", "8 threads");
    for (const std::size_t width : widths) {
        const std::vector<double> medians = measure(width, rounds, seconds);
        if (!json) std::printf("%8zu %15.0f", width, medians[0]);
        for (std::size_t i = 1; i < medians.size(); ++i) {
            const double ratio = medians[i] / medians[0];
            never_lost = never_lost && (ratio >= least_ratio || !is_judged(thread_counts[i]));
            if (!json) std::printf(" %8.3f", ratio);
            if (json) {
                const Json line = {{"width", width},
                                   {"threads", thread_counts[i]},
                                   {"patterns_per_second", medians[i]},
                                   {"ratio", ratio}};
                std::printf("%s\n", to_json_line(line).c_str());
            }
        }
        if (!json) std::printf("\n");
        std::fflush(stdout);
    }
    if (!never_lost) std::fprintf(stderr, "threading_cliff: a ratio lies below %.2f\n", least_ratio);
    return never_lost ? 0 : 1;
}

}  // namespace
}  // namespace descent::bench

int main(int argc, char** argv) {
    try {
        return descent::bench::run({argc, argv});
    } catch (const descent::Error& error) {
        std::fprintf(stderr, "threading_cliff: %s\n", error.what());
        return 2;
    }
}
