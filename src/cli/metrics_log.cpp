#include "cli/metrics_log.h"

#include <descent/error.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

/// In UTC: "2026-03-01T12:00:00Z".
std::string time_stamp() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    std::array<char, 32> text{};
    if (::gmtime_r(&now, &parts) == nullptr) return "";
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string host() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? printable(name.data(), name.size()) : "";
}

/// The most memory that the process has had, in bytes.
std::uint64_t most_memory() {
    rusage usage{};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * 1024 : 0;
}

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

/// A line of an epoch; time and memory are null for one that an earlier process did.
Json epoch_line_of(const EpochEvent& event, const Json& time, const Json& memory) {
    return {{"event", "epoch"},
            {"epoch", event.epoch},
            {"step", event.step},
            {"loss", event.loss},
            {"accuracy", or_null(event.accuracy)},
            {"validation_loss", or_null(event.validation_loss)},
            {"validation_accuracy", or_null(event.validation_accuracy)},
            {"learning_rate", event.learning_rate},
            {"seconds", event.seconds},
            {"patterns_per_second", event.patterns_per_second},
            {"gradient_norm", event.norms ? Json(event.norms->gradient) : Json(nullptr)},
            {"weight_norm", event.norms ? Json(event.norms->weights) : Json(nullptr)},
            {"time", time},
            {"memory", memory}};
}

}  // namespace

void MetricsLog::open(const StartEvent& event) {
    if (path_.empty()) return;
    const bool resumes = event.resumed_step > 0;
    if (resumes) earlier_ = earlier_lines(path_, event.run_id, event.resumed_step);
    log_.emplace(path_, resumes ? storage::AppendLog::Start::held : storage::AppendLog::Start::alone);
    without_end_.emplace(path_);
}

void MetricsLog::start(const Json& description, const StartEvent& event) {
    if (!log_) return;
    Json line = {{"event", "run"}};
    line.update(description);
    line.update({{"steps", event.steps},
                 {"steps_per_epoch", event.steps_per_epoch},
                 {"parameters", event.parameters},
                 {"instruction_set", to_string(event.instruction_set)},
                 {"threads", event.threads},
                 {"run_id", event.run_id},
                 {"resumed_step", event.resumed_step},
                 {"time", time_stamp()},
                 {"host", host()},
                 {"process", ::getpid()}});
    if (event.resumed_step == 0) {
        append(line);
    } else {
        begin_with(line, event);
    }
    step_ = event.resumed_step;
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
        lines.push_back(to_json_line(epoch_line_of(past, nullptr, nullptr)));
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
    append({{"event", "step"},
            {"epoch", event.epoch},
            {"step", event.step},
            {"loss", event.loss},
            {"learning_rate", event.learning_rate},
            {"gradient_norm", event.norms ? Json(event.norms->gradient) : Json(nullptr)},
            {"weight_norm", event.norms ? Json(event.norms->weights) : Json(nullptr)},
            {"time", time_stamp()}});
}

void MetricsLog::epoch(const EpochEvent& event) {
    if (log_) append(epoch_line_of(event, time_stamp(), most_memory()));
}

void MetricsLog::notice(const std::string& message) {
    if (path_.empty()) return;
    if (!log_) return pending_.push_back(message);
    append({{"event", "notice"}, {"step", step_}, {"time", time_stamp()}, {"message", printable(message, 2000)}});
}

void MetricsLog::done(const TrainingResult& result, const Json& test) {
    if (!log_) return;
    Json line = {{"event", "done"},
                 {"reason", to_string(result.reason)},
                 {"message", result.message},
                 {"steps", result.steps},
                 {"epochs", result.epochs},
                 {"seconds", result.seconds},
                 {"failed_checkpoints", result.failed_checkpoints},
                 {"time", time_stamp()},
                 {"memory", most_memory()}};
    line.update(test);
    without_end_.reset();
    append(line);
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
        log_->append(to_json_line(
            {{"event", "done"}, {"reason", "failed"}, {"time", time_stamp()}, {"message", printable(message, 2000)}}));
    } catch (const std::exception&) {
        return;  // the first error is the one to tell
    }
}

void MetricsLog::append(const Json& line) {
    try {
        log_->append(to_json_line(line));
    } catch (const Error& error) {
        if (lost_++ == 0) warn_(std::string(error.what()) + "; the run goes on");
    }
}

}  // namespace descent::cli
