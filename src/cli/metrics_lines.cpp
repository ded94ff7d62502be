#include "cli/metrics_lines.h"

#include <unistd.h>

#include "base/text.h"
#include "cli/process_facts.h"

namespace descent::cli {
namespace {

constexpr std::size_t longest_message = 2000;

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

void add_norms(Json& line, const std::optional<Norms>& norms) {
    line["gradient_norm"] = norms ? Json(norms->gradient) : Json(nullptr);
    line["weight_norm"] = norms ? Json(norms->weights) : Json(nullptr);
}

Json epoch_line_at(const EpochEvent& event, const Json& time, const Json& memory) {
    Json line = {{"event", "epoch"},
                 {"epoch", event.epoch},
                 {"step", event.step},
                 {"loss", event.loss},
                 {"accuracy", or_null(event.accuracy)},
                 {"validation_loss", or_null(event.validation_loss)},
                 {"validation_accuracy", or_null(event.validation_accuracy)},
                 {"learning_rate", event.learning_rate},
                 {"seconds", event.seconds},
                 {"patterns_per_second", event.patterns_per_second}};
    add_norms(line, event.norms);
    line.update({{"time", time}, {"memory", memory}});
    return line;
}

}  // namespace

Json line_of_run(const Json& description, const StartEvent& event) {
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
                 {"host", host_name()},
                 {"process", ::getpid()}});
    return line;
}

Json line_of_step(const StepEvent& event) {
    Json line = {{"event", "step"},
                 {"epoch", event.epoch},
                 {"step", event.step},
                 {"loss", event.loss},
                 {"learning_rate", event.learning_rate}};
    add_norms(line, event.norms);
    line["time"] = time_stamp();
    return line;
}

Json line_of_epoch(const EpochEvent& event) { return epoch_line_at(event, time_stamp(), most_memory()); }

Json line_of_past_epoch(const EpochEvent& event) { return epoch_line_at(event, nullptr, nullptr); }

Json line_of_notice(std::uint64_t step, const std::string& message) {
    return {
        {"event", "notice"}, {"step", step}, {"time", time_stamp()}, {"message", printable(message, longest_message)}};
}

Json line_of_end(const TrainingResult& result, const Json& test) {
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
    return line;
}

Json line_of_failure(const std::string& message) {
    return {{"event", "done"},
            {"reason", "failed"},
            {"time", time_stamp()},
            {"message", printable(message, longest_message)}};
}

}  // namespace descent::cli
