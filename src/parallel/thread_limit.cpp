#include "parallel/thread_limit.h"

#include <latch>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <tbb/global_control.h>

namespace descent::parallel {

namespace {

/// The limits that are in force, and what TBB was asked for.
struct Limits {
    std::mutex mutex;
    std::multiset<std::size_t> sizes;  ///< of the teams alive
    std::optional<tbb::global_control> control;
    std::string refusal;  ///< for `take_refusal`

    void ask() {
        constexpr auto limit = tbb::global_control::max_allowed_parallelism;
        control.reset();
        if (sizes.empty() || *sizes.rbegin() <= tbb::global_control::active_value(limit)) return;
        control.emplace(limit, *sizes.rbegin());
    }
};

Limits& limits() {
    static Limits for_the_process;
    return for_the_process;
}

}  // namespace

ThreadLimit::ThreadLimit(std::size_t threads) : threads_(threads) {
    const std::lock_guard lock(limits().mutex);
    limits().sizes.insert(threads_);
    limits().ask();
}

ThreadLimit::~ThreadLimit() {
    const std::lock_guard lock(limits().mutex);
    limits().sizes.erase(limits().sizes.find(threads_));
    limits().ask();
}

bool grants_threads(std::size_t count) {
    std::latch end(1);
    std::vector<std::thread> threads;
    bool refused = false;
    try {
        threads.reserve(count);
        while (threads.size() < count) threads.emplace_back([&end] { end.wait(); });
    } catch (const std::exception&) {
        refused = true;
    }
    const std::size_t started = threads.size();
    end.count_down();
    for (std::thread& thread : threads) thread.join();
    if (!refused) return true;
    const std::lock_guard lock(limits().mutex);
    limits().refusal = "the system starts " + std::to_string(started + 1) + " of the " + std::to_string(count + 1) +
                       " threads that were wanted: one thread works, with the same results";
    return false;
}

std::string take_refusal() {
    const std::lock_guard lock(limits().mutex);
    return std::exchange(limits().refusal, {});
}

}  // namespace descent::parallel
