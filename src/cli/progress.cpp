#include "cli/progress.h"

#include <algorithm>

#include "base/text.h"

namespace descent::cli {
namespace {

constexpr std::size_t bar_width = 24;

/// "07"
std::string two_digits(std::uint64_t number) { return (number < 10 ? "0" : "") + to_text(number); }

std::string bar(double share) {
    const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(bar_width));
    return "[" + std::string(filled, '#') + std::string(bar_width - filled, '.') + "]";
}

/// "1 step", "1,875 steps"
std::string counted(std::uint64_t count, const char* what) {
    return grouped(static_cast<double>(count)) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

std::chrono::milliseconds between_lines(const Console& console) {
    constexpr std::chrono::milliseconds bars{100};
    constexpr std::chrono::minutes log_lines{1};
    return console.is_terminal() ? bars : log_lines;
}

std::string duration(double seconds) {
    if (!(seconds < 1e9)) return "-";
    const auto whole = static_cast<std::uint64_t>(std::max(0.0, seconds) + 0.5);
    const std::uint64_t days = whole / 86400, hours = whole / 3600 % 24, minutes = whole / 60 % 60;
    if (days > 0) return to_text(days) + " d " + two_digits(hours) + ":" + two_digits(minutes);
    const std::string rest = ":" + two_digits(whole % 60);
    return hours > 0 ? to_text(hours) + ":" + two_digits(minutes) + rest : to_text(minutes) + rest;
}

std::string epoch_line(const EpochEvent& event, Trained trained) {
    std::string line = "epoch " + to_text(event.epoch) + "/" + to_text(event.epochs) + ": ";
    if (trained == Trained::function) {
        return line + "value " + short_number(event.validation_loss.value_or(event.loss)) + ", " +
               grouped(event.patterns_per_second) + " steps/s, " + duration(event.seconds);
    }
    line += "loss " + short_number(event.loss);
    if (event.accuracy) line += ", accuracy " + percent(*event.accuracy);
    if (event.validation_loss) line += ", validation loss " + short_number(*event.validation_loss);
    if (event.validation_accuracy) line += ", validation accuracy " + percent(*event.validation_accuracy);
    return line + ", " + grouped(event.patterns_per_second) + " patterns/s, " + duration(event.seconds);
}

std::string start_line(const StartEvent& event, Trained trained) {
    const std::string step_count = counted(event.steps_per_epoch, "step");
    const bool cut = event.steps != event.epochs * event.steps_per_epoch;
    const std::string length = cut ? counted(event.steps, "step") + ", " + step_count + " an epoch"
                                   : counted(event.epochs, "epoch") + " of " + step_count;
    const std::string parameters = grouped(static_cast<double>(event.parameters));
    return length + ", " + parameters + (trained == Trained::network ? " weights and biases, " : " coordinates, ") +
           counted(event.threads, "thread") + ", " + std::string(to_string(event.instruction_set));
}

void Progress::start(const StartEvent& event) {
    first_step_ = event.resumed_step;
    begin_ = shown_ = now_();
    console_.message(start_line(event, trained_));
    if (event.resumed_step > 0) console_.message("resuming after step " + to_text(event.resumed_step));
}

double Progress::seconds_left(const StepEvent& event) const {
    const double seconds = std::chrono::duration<double>(shown_ - begin_).count();
    const double a_step = seconds / static_cast<double>(std::max<std::uint64_t>(1, event.step - first_step_));
    return a_step * static_cast<double>(event.steps - event.step);
}

void Progress::step(const StepEvent& event) {
    const auto now = now_();
    if (now - shown_ < between_lines(console_)) return;
    shown_ = now;
    const std::string line = "step " + to_text(event.step) + "/" + to_text(event.steps) + ", epoch " +
                             to_text(event.epoch) + (trained_ == Trained::network ? ", loss " : ", value ") +
                             short_number(event.loss) + ", " + duration(seconds_left(event)) + " left";
    if (!console_.is_terminal()) return console_.message(line);
    const double share = static_cast<double>(event.step) / static_cast<double>(event.steps);
    console_.status((bar(share) + " " + line).substr(0, console_.width() - 1));
}

void Progress::epoch(const EpochEvent& event) {
    if (!console_.is_terminal()) shown_ = now_();
    console_.message(epoch_line(event, trained_));
}

}  // namespace descent::cli
