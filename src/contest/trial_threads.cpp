#include "contest/trial_threads.h"

#include <atomic>
#include <mutex>

#include "parallel/team.h"

namespace descent::contest {

TrialThreads threads_for(std::size_t trials, std::size_t threads) {
    if (trials >= threads) return {threads, 1};
    return {1, threads};
}

void run_trials(const std::vector<Trial>& trials, std::size_t threads,
                const std::function<TrialResult(const Trial&, const Threads&)>& run,
                const std::function<void(TrialResult)>& finished, const std::function<bool()>& stop_requested) {
    const auto [side_by_side, threads_each] = threads_for(trials.size(), threads);
    std::mutex one_at_a_time;
    std::atomic<bool> broken = false;
    parallel::Team team(side_by_side);
    team.for_each(trials.size(), [&, each = Threads{threads_each}](std::size_t i, std::size_t /*worker*/) {
        if (broken || stop_requested()) return;
        TrialResult result = run(trials[i], each);
        const std::lock_guard lock(one_at_a_time);
        if (broken) return;
        try {
            finished(std::move(result));
        } catch (...) {
            broken = true;
            throw;
        }
    });
}

}  // namespace descent::contest
