#pragma once
/// \file
/// A training as people see it: a bar with the time left on a terminal, a line an epoch everywhere.

#include <descent/observer.h>

#include <chrono>
#include <string>

#include "cli/console.h"

namespace descent::cli {

class Progress {
public:
    explicit Progress(Console& console) : console_(console) {}

    void start(const StartEvent& event);
    void step(const StepEvent& event);
    void epoch(const EpochEvent& event);

private:
    using Clock = std::chrono::steady_clock;

    Console& console_;
    std::uint64_t first_step_ = 0;  // of this process
    Clock::time_point begin_;
    Clock::time_point shown_;
};

/// "epoch 3/10: loss 0.4123, accuracy 85.10%, ..."
std::string epoch_line(const EpochEvent& event);
/// "0:42", "1:02:03", "3 d 04:05"
std::string duration(double seconds);

}  // namespace descent::cli
