#pragma once
/// \file
/// What is said from beside a run: a line a minute while no step ends, and the status that USR1 asks for, at once,
/// however long the step or the measurement under way takes.
///
///     Heartbeat heartbeat([&](const std::string& line) { console.message(line); });
///     heartbeat.start(event, /*quiet=*/false);
///     heartbeat.step(event);  // after each

#include <descent/observer.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "cli/watch.h"

namespace descent::cli {

class Heartbeat {
public:
    using Tell = std::function<void(const std::string&)>;
    using Period = std::chrono::milliseconds;

    /// `tell` is called on a thread of its own, until this is destroyed.
    explicit Heartbeat(Tell tell, Period period = std::chrono::minutes(1)) : tell_(std::move(tell)), period_(period) {}
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    /// Once. `quiet`: the status alone. Without a word it does nothing where the system starts no more threads.
    void start(const StartEvent& event, bool quiet);
    /// [any thread] Some nanoseconds.
    void step(const StepEvent& event) noexcept;

private:
    using Clock = std::chrono::steady_clock;

    void beat(bool quiet);
    std::string status() const;

    Tell tell_;
    Period period_;
    std::uint64_t steps_ = 0, first_step_ = 0;
    std::uint64_t seen_ = 0;   // the last step at the last beat that saw a new one,
    Clock::time_point since_;  // and when that was
    // The last step that was done. Each number is whole; those of one line may be of two neighbouring steps.
    std::atomic<std::uint64_t> step_ = 0;
    std::atomic<std::uint64_t> epoch_ = 1;
    std::atomic<double> loss_ = 0;
    Watch watch_;  // the last member: its thread uses the others
};

/// "epoch 1, step 20 of 50: loss 0.5"
std::string status_line(const StepEvent& event);

}  // namespace descent::cli
