#include "cli/metrics_log.h"

#include "base/text.h"

namespace descent::cli {
namespace {

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

void MetricsLog::start(const Json& description, const StartEvent& event) {
    if (path_.empty()) return;
    log_.emplace(path_, storage::AppendLog::Start::fresh);
    Json line = {{"event", "run"}};
    line.update(description);
    line.update({{"steps", event.steps},
                 {"steps_per_epoch", event.steps_per_epoch},
                 {"parameters", event.parameters},
                 {"instruction_set", to_string(event.instruction_set)},
                 {"threads", event.threads},
                 {"resumed_step", event.resumed_step}});
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

void MetricsLog::done(const TrainingResult& result, const Json& test) {
    if (!log_) return;
    Json line = {{"event", "done"},           {"reason", to_string(result.reason)},
                 {"message", result.message}, {"steps", result.steps},
                 {"epochs", result.epochs},   {"seconds", result.seconds}};
    line.update(test);
    append(line);
    log_->sync();
    log_.reset();
}

void MetricsLog::failed(const std::string& message) noexcept {
    if (!log_) return;
    try {
        append({{"event", "done"}, {"reason", "failed"}, {"message", printable(message, 2000)}});
    } catch (const std::exception&) {
        return;  // the first error is the one to tell
    }
}

void MetricsLog::append(const Json& line) { log_->append(to_json_line(line)); }

}  // namespace descent::cli
