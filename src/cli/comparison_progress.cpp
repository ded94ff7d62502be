#include "cli/comparison_progress.h"

#include <utility>

#include "base/text.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "contest/progress_lines.h"

namespace descent::cli {

void ComparisonProgress::begin(std::string name, std::size_t total, std::size_t done) {
    {
        const std::lock_guard lock(mutex_);
        phase_ = std::move(name);
        total_ = total;
        done_ = done;
        share_ = 0;
        begin_ = shown_ = now_();
    }
    if (!watch_) watch_.emplace().start([this] { answer(); }, [this] { look(); }, period_);
}

void ComparisonProgress::phase(Phase phase, std::size_t total, std::size_t done) {
    begin(contest::phase_name(phase), total, done);
    if (quiet_) return;
    for (const std::string& line : std::exchange(decisions_, {})) console_.message(line);
    console_.message(contest::phase_line(phase, total, done));
}

void ComparisonProgress::progress(double share) {
    if (status_wanted()) answer();
    const std::lock_guard lock(mutex_);
    share_ = share;
    if (quiet_) return;
    const auto now = now_();
    if (now - shown_ < between_lines(console_)) return;
    shown_ = now;
    if (console_.is_terminal())
        console_.status(line().substr(0, console_.width() - 1));
    else
        console_.message(line());
}

void ComparisonProgress::answer() {
    const std::lock_guard lock(mutex_);
    console_.message(line());
}

/// While no epoch ends.
void ComparisonProgress::look() {
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    if (quiet_ || now - shown_ < period_) return;
    shown_ = now;
    console_.message(line());
}

void ComparisonProgress::trial(const Trial& trial, std::string_view reason, std::string_view message) {
    {
        const std::lock_guard lock(mutex_);
        ++done_;
    }
    if (reason == "failed") console_.message(contest::failure_line(trial, message));
}

bool ComparisonProgress::stop_requested() { return noted_signal() != 0; }

std::string ComparisonProgress::line() const {
    const double seconds = std::chrono::duration<double>(now_() - begin_).count();
    const double left = share_ > 0 ? seconds / share_ * (1 - share_) : 1e9;
    return phase_ + ": " + to_text(done_) + "/" + to_text(total_) + " trials, " + percent(share_) + ", " +
           duration(left) + " left";
}

}  // namespace descent::cli
