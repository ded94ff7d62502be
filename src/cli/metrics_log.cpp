#include "cli/metrics_log.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "cli/metrics_line.h"
#include "cli/metrics_lines.h"
#include "cli/signals.h"
#include "storage/file_identity.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

const std::string kinds_that_give_way[] = {"step", "epoch"};

}  // namespace

void MetricsLog::open(const StartEvent& event) {
    if (path_.empty()) return;
    const bool resumes = event.resumed_step > 0;
    if (resumes) earlier_ = earlier_lines(path_, event.run_id, event.resumed_step);
    log_.emplace(path_, resumes ? storage::AppendLog::Start::held : storage::AppendLog::Start::alone,
                 storage::real_file_system(), [] { return noted_signal() != 0; });
    without_end_.emplace(path_);
}

void MetricsLog::start(const Json& description, const StartEvent& event) {
    if (!log_) return;
    const Json line = line_of_run(description, event);
    if (event.resumed_step == 0) {
        append(line);
    } else {
        begin_with(line, event);
    }
    step_ = resumed_step_ = event.resumed_step;
    say_lost_steps(event.resumed_step);
    earlier_.clear();
    for (const std::string& message : pending_) notice(message);
    pending_.clear();
}

/// Epochs by the checkpoint, and between them what the file has of steps and notices.
std::vector<std::string> MetricsLog::lines_of_past(const StartEvent& event) const {
    std::vector<std::string> lines;
    auto next = earlier_.begin();
    const auto add_until = [&](std::uint64_t step) {
        for (; next != earlier_.end() && next->step <= step; ++next) lines.push_back(next->text);
    };
    for (const EpochEvent& past : event.past) {
        add_until(past.step);
        lines.push_back(to_json_line(line_of_past_epoch(past)));
    }
    add_until(event.resumed_step);
    return lines;
}

/// All lines until there at once, so that a kill in between loses none.
void MetricsLog::begin_with(const Json& run, const StartEvent& event) {
    std::vector<std::string> lines = lines_of_past(event);
    lines.insert(lines.begin(), to_json_line(run));
    try {
        log_->replace(lines);
    } catch (const Error& error) {
        lost_ += lines.size();
        warn_(std::string(error.what()) + "; the run goes on");
    }
}

/// Of a pipe nothing is lost: its reader has had the lines.
void MetricsLog::say_lost_steps(std::uint64_t resumed_step) {
    if (every_ == 0 || resumed_step == 0 || !storage::is_file(path_)) return;
    const auto kept = static_cast<std::uint64_t>(
        std::ranges::count_if(earlier_, [](const EarlierLine& line) { return line.is_step; }));
    const std::uint64_t all = resumed_step / every_;
    if (kept >= all) return;
    const std::string found = printable(path_, 1000) + ": found " + to_text(kept) + " lines of steps until step " +
                              to_text(resumed_step) + ", expected " + to_text(all) + "; the run goes on";
    warn_(found);
    notice(found);
}

bool MetricsLog::wants_norms(std::uint64_t step, bool ends_epoch) const {
    return log_ && (ends_epoch || (every_ != 0 && step % every_ == 0));
}

void MetricsLog::step(const StepEvent& event) {
    step_ = event.step;
    if (!log_ || every_ == 0 || event.step % every_ != 0) return;
    append(line_of_step(event));
}

void MetricsLog::epoch(const EpochEvent& event) {
    if (log_) append(line_of_epoch(event));
}

void MetricsLog::notice(const std::string& message) {
    if (path_.empty()) return;
    if (!log_) return pending_.push_back(message);
    append(line_of_notice(step_, message));
}

void MetricsLog::done(const TrainingResult& result, const Json& test) {
    if (!log_) return;
    without_end_.reset();
    append_end(to_json_line(line_of_end(result, test)));
    try {
        log_->sync();
    } catch (const Error& error) {
        warn_(error.what());
    }
    log_.reset();
    if (lost_ > 0) warn_(printable(path_, 1000) + ": " + to_text(lost_) + " lines could not be written");
}

void MetricsLog::failed(const std::string& message) noexcept {
    if (!log_) return;
    without_end_.reset();
    try {
        append_end(to_json_line(line_of_failure(message)));
    } catch (const std::exception&) {
        return;  // the first error is the one to tell
    }
}

void MetricsLog::append_end(const std::string& line) {
    try {
        return log_->append(line);
    } catch (const Error&) {
        held_ = cut_last_lines();
    }
    try {
        log_->append(line);
        lost_ += held_.size();
        held_.clear();
    } catch (const Error&) {
        restore_held_lines();  // it was not for want of room
        append_text(line);
    }
}

/// Of those that this process wrote, as many as the last line may need room for.
std::vector<std::string> MetricsLog::cut_last_lines() {
    constexpr std::size_t most = 6;
    std::size_t count = 0, at = 0;
    log_->take_back([&](std::string_view) {
        ++count;
        return false;
    });
    return log_->take_back([&](std::string_view line) { return ++at + most > count && is_own(parsed_line(line)); });
}

void MetricsLog::making_room_for(const std::string& file, const std::function<void()>& write) {
    for (;;) {
        try {
            write();
            return give_room_to(file);
        } catch (const storage::NoRoom&) {
            if (make_room_for(file)) continue;
            restore_held_lines();
            throw;
        } catch (const std::exception&) {
            restore_held_lines();
            throw;
        }
    }
}

bool MetricsLog::make_room_for(const std::string& file) {
    if (!log_) return false;
    const auto own = storage::identity_of(path_), other = storage::identity_of(file);
    if (!own || !other || own->device != other->device) return false;
    while (giving_.size() < std::size(kinds_that_give_way)) {
        giving_.push_back(kinds_that_give_way[giving_.size()]);
        const auto cut = log_->take_back([&](std::string_view line) { return is_of(giving_.back(), line); });
        held_.insert(held_.begin(), cut.begin(), cut.end());
        if (!cut.empty()) return true;
    }
    return false;
}

/// Whether this process wrote it, in a step.
bool MetricsLog::is_own(const Json& line) const { return step_in(line).value_or(0) > resumed_step_; }

bool MetricsLog::is_of(const std::string& kind, std::string_view text) const {
    const Json line = parsed_line(text);
    return text_in(line, "event") == kind && is_own(line);
}

void MetricsLog::give_room_to(const std::string& file) {
    for (const std::string& kind : giving_) {
        const std::size_t gone = std::erase_if(held_, [&](const std::string& line) { return is_of(kind, line); });
        lost_ += gone;
        if (gone == 0 || !gave_way_.insert(kind + file).second) continue;
        warn_(printable(path_, 1000) + ": the disk is full: " + to_text(gone) + " lines of " + kind +
              "s give their room to " + printable(file, 1000));
    }
    restore_held_lines();
}

void MetricsLog::restore_held_lines() {
    for (const std::string& line : held_) append_text(line);
    held_.clear();
    giving_.clear();
}

void MetricsLog::append_text(const std::string& line) {
    try {
        log_->append(line);
    } catch (const Error& error) {
        if (lost_++ == 0) warn_(std::string(error.what()) + "; the run " + (noted_signal() == 0 ? "goes on" : "ends"));
    }
}

}  // namespace descent::cli
