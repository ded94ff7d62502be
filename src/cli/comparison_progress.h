#pragma once
/// \file
/// A comparison as people see it: one bar with the time left on a terminal, a line a phase everywhere.

#include <descent/comparison.h>

#include <chrono>
#include <string>

#include "cli/console.h"

namespace descent::cli {

class ComparisonProgress : public ComparisonObserver {
public:
    /// `decisions`: lines that are shown when the first phase begins.
    ComparisonProgress(Console& console, bool quiet, std::vector<std::string> decisions)
        : console_(console), quiet_(quiet), decisions_(std::move(decisions)) {}

    void phase(Phase phase, std::size_t total, std::size_t done) override;
    void progress(double share) override;
    void trial(const Trial& trial, std::string_view reason, std::string_view message) override;
    bool stop_requested() override;

private:
    using Clock = std::chrono::steady_clock;

    void show();

    Console& console_;
    bool quiet_;
    std::vector<std::string> decisions_;
    std::string phase_;
    std::size_t total_ = 0, done_ = 0;
    double share_ = 0;
    Clock::time_point begin_, shown_;
};

}  // namespace descent::cli
