#pragma once
/// \file
/// A training as people see it: a bar with the time left on a terminal, a line an epoch everywhere.

#include <descent/observer.h>

#include <chrono>
#include <string>

#include "cli/console.h"

namespace descent::cli {

/// What is trained, and so which figures an epoch has.
enum class Trained { network, function };

class Progress {
public:
    Progress(Console& console, Trained trained) : console_(console), trained_(trained) {}

    void start(const StartEvent& event);
    void step(const StepEvent& event);
    void epoch(const EpochEvent& event);

private:
    using Clock = std::chrono::steady_clock;

    Console& console_;
    Trained trained_;
    std::uint64_t first_step_ = 0;  // of this process
    Clock::time_point begin_;
    Clock::time_point shown_;
};

/// "epoch 3/10: loss 0.4123, accuracy 85.10%, ..."; of a function "epoch 3/10: value 0.4123, ...", at the end of the
/// epoch.
std::string epoch_line(const EpochEvent& event, Trained trained = Trained::network);
/// "0:42", "1:02:03", "3 d 04:05"
std::string duration(double seconds);

}  // namespace descent::cli
