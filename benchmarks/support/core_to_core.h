#pragma once
/// \file
/// How long a cache line takes from one core to another and back.
///
/// On machines whose cores stand in groups with a cache of their own it takes several times as long between groups, and
/// a virtual machine may be moved from one case to the other while it runs: figures of two threads mean little
/// without it.

#include <atomic>
#include <thread>

#include "support/clock.h"

namespace descent::bench {

/// Seconds of a round trip between this thread and another one, over some milliseconds.
inline double core_to_core_seconds() {
    struct alignas(128) Line {
        std::atomic<long> value = 0;
    };
    Line there, back;
    const auto wait = [](long& spins) {  // where both threads share a core, the other one must run
        if (++spins % 4096 == 0) std::this_thread::yield();
    };
    std::thread other([&] {
        for (long seen = 0, spins = 0; seen >= 0;) {
            const long value = there.value.load(std::memory_order_acquire);
            if (value == seen) {
                wait(spins);
            } else {
                seen = value;
                back.value.store(value, std::memory_order_release);
            }
        }
    });
    const auto trips = [&](long first, long end) {
        for (long trip = first, spins = 0; trip < end; ++trip) {
            there.value.store(trip, std::memory_order_release);
            while (back.value.load(std::memory_order_acquire) != trip) wait(spins);
        }
    };
    constexpr long warm_up = 1000, measured = 20'000;
    trips(1, warm_up);
    const double seconds = seconds_of([&] { trips(warm_up, warm_up + measured); });
    there.value.store(-1, std::memory_order_release);
    other.join();
    return seconds / static_cast<double>(measured);
}

}  // namespace descent::bench
