#include "cli/metrics_log.h"

#include <descent/error.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include "base/text.h"

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

}  // namespace

void MetricsLog::open() {
    if (!path_.empty()) log_.emplace(path_, storage::AppendLog::Start::alone);
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
                 {"resumed_step", event.resumed_step},
                 {"time", time_stamp()},
                 {"host", host()},
                 {"process", ::getpid()}});
    append(line);
    for (const EpochEvent& past : event.past) epoch(past);
}

void MetricsLog::epoch(const EpochEvent& event) {
    if (!log_) return;
    append({{"event", "epoch"},
            {"epoch", event.epoch},
            {"step", event.step},
            {"loss", event.loss},
            {"accuracy", or_null(event.accuracy)},
            {"validation_loss", or_null(event.validation_loss)},
            {"validation_accuracy", or_null(event.validation_accuracy)},
            {"learning_rate", event.learning_rate},
            {"seconds", event.seconds},
            {"patterns_per_second", event.patterns_per_second}});
}

void MetricsLog::notice(const std::string& message) {
    if (log_) append({{"event", "notice"}, {"time", time_stamp()}, {"message", printable(message, 2000)}});
}

void MetricsLog::done(const TrainingResult& result, const Json& test) {
    if (!log_) return;
    Json line = {{"event", "done"},           {"reason", to_string(result.reason)},
                 {"message", result.message}, {"steps", result.steps},
                 {"epochs", result.epochs},   {"seconds", result.seconds},
                 {"time", time_stamp()},      {"memory", most_memory()}};
    line.update(test);
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
