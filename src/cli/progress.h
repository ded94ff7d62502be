#pragma once
/// \file
/// A training as people see it: a line at its beginning and one an epoch; between those a bar with the time left on a
/// terminal, elsewhere a line a minute.

#include <descent/observer.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "cli/console.h"

namespace descent::cli {

/// What is trained, and so which figures an epoch has.
enum class Trained { network, function };

class Progress {
public:
    using Clock = std::chrono::steady_clock;
    using Now = std::function<Clock::time_point()>;

    Progress(Console& console, Trained trained, Now now = Clock::now)
        : console_(console), trained_(trained), now_(std::move(now)) {}

    void start(const StartEvent& event);
    void step(const StepEvent& event);
    void epoch(const EpochEvent& event);

private:
    double seconds_left(const StepEvent& event) const;

    Console& console_;
    Trained trained_;
    Now now_;
    std::uint64_t first_step_ = 0;  // of this process
    Clock::time_point begin_;
    Clock::time_point shown_;
};

/// "10 epochs of 1,875 steps, 101,770 weights and biases, 2 threads, avx2"
std::string start_line(const StartEvent& event, Trained trained);
/// "epoch 3/10: loss 0.4123, accuracy 85.10%, ..."; of a function "epoch 3/10: value 0.4123, ...", at the end of the
/// epoch.
std::string epoch_line(const EpochEvent& event, Trained trained = Trained::network);
/// From one line of progress to the next: a bar on a terminal, elsewhere a line of a log.
std::chrono::milliseconds between_lines(const Console& console);
/// "0:42", "1:02:03", "3 d 04:05"
std::string duration(double seconds);

}  // namespace descent::cli
