#pragma once
/// \file
/// A comparison as people see it: one bar with the time left on a terminal; elsewhere a line a phase, and one a minute.

#include <descent/comparison.h>

#include <chrono>
#include <functional>
#include <string>

#include "cli/console.h"

namespace descent::cli {

class ComparisonProgress : public ComparisonObserver {
public:
    using Clock = std::chrono::steady_clock;
    using Now = std::function<Clock::time_point()>;

    /// `decisions`: lines that are shown when the first phase begins.
    ComparisonProgress(Console& console, bool quiet, std::vector<std::string> decisions, Now now = Clock::now)
        : console_(console), quiet_(quiet), decisions_(std::move(decisions)), now_(std::move(now)) {}

    void phase(Phase phase, std::size_t total, std::size_t done) override;
    void progress(double share) override;
    void trial(const Trial& trial, std::string_view reason, std::string_view message) override;
    bool stop_requested() override;

private:
    std::string line() const;

    Console& console_;
    bool quiet_;
    std::vector<std::string> decisions_;
    Now now_;
    std::string phase_;
    std::size_t total_ = 0, done_ = 0;
    double share_ = 0;
    Clock::time_point begin_, shown_;
};

}  // namespace descent::cli
