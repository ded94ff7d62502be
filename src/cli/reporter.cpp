#include "cli/reporter.h"

#include <bit>

#include "base/text.h"
#include "cli/signals.h"
#include "parallel/thread_limit.h"

namespace descent::cli {

Reporter::Reporter(Console& console, const OutputOptions& output, MetricsLog& metrics, Json description,
                   Trained trained, std::vector<std::string> decisions, parallel::Ranks& ranks)
    : console_(console),
      progress_(console, trained),
      heartbeat_([&console](const std::string& line) { console.message(line); }),
      quiet_(output.quiet),
      metrics_(metrics),
      tensorboard_(output.tensorboard, [&console](const std::string& line) { console.message(line); }),
      stop_(ranks),
      description_(std::move(description)),
      decisions_(std::move(decisions)) {}

void Reporter::start(const StartEvent& event) {
    metrics_.open(event);  // a pipe waits for its reader: a signal ends that
    end_in_good_order();
    metrics_.start(description_, event);
    tensorboard_.start(event);
    if (const std::string refusal = parallel::take_refusal(); !refusal.empty()) console_.message(refusal);
    if (!quiet_) {
        for (const std::string& line : decisions_) console_.message(line);
        progress_.start(event);
    }
    heartbeat_.start(event, quiet_);
}

bool Reporter::wants_norms(std::uint64_t step, bool ends_epoch) {
    return metrics_.wants_norms(step, ends_epoch) || tensorboard_.wants_norms(ends_epoch);
}

void Reporter::step(const StepEvent& event) {
    metrics_.step(event);
    heartbeat_.step(event);
    if (status_wanted()) console_.message(status_line(event));
    if (!quiet_) progress_.step(event);
}

void Reporter::epoch(const EpochEvent& event) {
    metrics_.epoch(event);
    tensorboard_.epoch(event);
    if (!quiet_) progress_.epoch(event);
}

void Reporter::notice(const std::string& line) {
    constexpr std::uint64_t shown = 20;
    metrics_.notice(line);
    if (++notices_ <= shown)
        console_.message(line);
    else if (std::has_single_bit(notices_))
        console_.message(line + " (message " + to_text(notices_) + " of this run; those between are in --metrics)");
}

void Reporter::checkpoint(const std::string& path, const std::function<void()>& write) {
    metrics_.making_room_for(path, write);
}

bool Reporter::stop_requested() { return stop_.requested(); }

}  // namespace descent::cli
