#include "cli/comparison_progress.h"

#include <utility>

#include "base/text.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "contest/progress_lines.h"

namespace descent::cli {
namespace {

constexpr std::chrono::milliseconds between_lines{200};

}  // namespace

void ComparisonProgress::phase(Phase phase, std::size_t total, std::size_t done) {
    phase_ = contest::phase_name(phase);
    total_ = total;
    done_ = done;
    share_ = 0;
    begin_ = shown_ = Clock::now();
    if (quiet_) return;
    for (const std::string& line : std::exchange(decisions_, {})) console_.message(line);
    console_.message(contest::phase_line(phase, total, done));
}

void ComparisonProgress::progress(double share) {
    share_ = share;
    if (!quiet_ && console_.is_terminal() && Clock::now() - shown_ >= between_lines) show();
}

void ComparisonProgress::trial(const Trial& trial, std::string_view reason, std::string_view message) {
    ++done_;
    if (reason == "failed") console_.message(contest::failure_line(trial, message));
}

bool ComparisonProgress::stop_requested() { return noted_signal() != 0; }

void ComparisonProgress::show() {
    shown_ = Clock::now();
    const double seconds = std::chrono::duration<double>(shown_ - begin_).count();
    const double left = share_ > 0 ? seconds / share_ * (1 - share_) : 1e9;
    const std::string line = phase_ + ": " + to_text(done_) + "/" + to_text(total_) + " trials, " + percent(share_) +
                             ", " + duration(left) + " left";
    console_.status(line.substr(0, console_.width() - 1));
}

}  // namespace descent::cli
