#pragma once
/// \file
/// A comparison as people see it: one bar with the time left on a terminal; elsewhere a line a phase, and one a minute,
/// also within an epoch of hours. USR1 is answered at once.

#include <descent/comparison.h>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "cli/console.h"
#include "cli/watch.h"

namespace descent::cli {

class ComparisonProgress : public ComparisonObserver {
public:
    using Clock = std::chrono::steady_clock;
    using Now = std::function<Clock::time_point()>;

    /// `decisions`: lines that are shown when the first phase begins.
    ComparisonProgress(Console& console, bool quiet, std::vector<std::string> decisions, Now now = Clock::now,
                       std::chrono::milliseconds period = std::chrono::minutes(1))
        : console_(console), quiet_(quiet), decisions_(std::move(decisions)), now_(std::move(now)), period_(period) {}

    /// Work of that name begins: `total` trials, `done` of them before.
    void begin(std::string name, std::size_t total, std::size_t done);
    void phase(Phase phase, std::size_t total, std::size_t done) override;
    void progress(double share) override;
    void trial(const Trial& trial, std::string_view reason, std::string_view message) override;
    bool stop_requested() override;

private:
    std::string line() const;
    void answer();
    void look();

    Console& console_;
    bool quiet_;
    std::vector<std::string> decisions_;
    Now now_;
    std::string phase_;
    std::size_t total_ = 0, done_ = 0;
    double share_ = 0;
    Clock::time_point begin_, shown_;
    std::chrono::milliseconds period_;
    std::mutex mutex_;  // of what a line tells
    std::optional<Watch> watch_;
};

}  // namespace descent::cli
