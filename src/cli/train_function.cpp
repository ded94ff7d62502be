#include "cli/train_function.h"

#include <descent/version.h>

#include "base/text.h"
#include "cli/reporter.h"
#include "cli/signals.h"
#include "objective/functions/function.h"
#include "storage/whole_files.h"
#include "training/function_workload.h"
#include "training/preparation/decisions.h"
#include "training/run_record.h"
#include "training/weight_decay.h"

namespace descent::cli {
namespace {

constexpr std::size_t most_coordinates_shown = 10;

/// Without the noise that its gradient may have.
double value_at(const std::string& function, const std::vector<float>& point) {
    const std::vector<double> x(point.begin(), point.end());
    return objective::make_function(function)->value(x);
}

std::string result_line(double value, const std::vector<float>& point) {
    std::string line = "value " + short_number(value);
    if (point.size() > most_coordinates_shown) return line + "\n";
    std::vector<std::string> coordinates;
    for (const float x : point) coordinates.push_back(short_number(x));
    return line + " at (" + join(coordinates) + ")\n";
}

Exit finish(Console& console, const std::string& function, const TrainingOptions& options, const OutputOptions& output,
            MetricsLog& metrics, const TrainingResult& result) {
    if (result.reason == StopReason::diverged) {
        metrics.done(result, Json::object());
        console.error(result.message);
        return Exit::failed;
    }
    const std::vector<float>& point = result.model.tensors.front().values;
    const double value = value_at(function, point);
    metrics.done(result, {{"value", value}, {"point", point}});
    console.print(result_line(value, point));
    if (!output.quiet) say_why_it_ended(console, result, options);
    return exit_of(console, result, options);
}

}  // namespace

Exit train_function(Console& console, const std::string& function, const TrainingOptions& options,
                    const Registry& registry, const OutputOptions& output) {
    if (!training::decays(options, registry)) training::refuse_group_decay(options);
    Json description = {{"version", version}};
    description.update(training::run_record(training::FunctionWorkload(function), options, registry));
    MetricsLog metrics(output.metrics, output.metrics_every, [&](const std::string& line) { console.message(line); });
    Reporter reporter(console, output, metrics, std::move(description), Trained::function,
                      training::weight_decay_decision(options, {options.optimizer}, registry));
    return metrics.ended_by_errors_of([&] {
        const TrainingResult result = minimise(function, options, registry, reporter);
        end_at_once();
        return finish(console, function, options, output, metrics, result);
    });
}

Exit exit_of(Console& console, const TrainingResult& result, const TrainingOptions& options) {
    const std::string checkpoint = printable(options.checkpoint, 1000);
    if (result.failed_checkpoints > 0) {
        console.message(checkpoint + ": " + to_text(result.failed_checkpoints) + " checkpoints could not be written");
    }
    if (noted_signal() != 0) return ended_by(noted_signal());
    if (options.checkpoint.empty() || storage::is_file(options.checkpoint)) return Exit::done;
    console.error(checkpoint + ": there is no checkpoint");
    return Exit::failed;
}

void say_why_it_ended(Console& console, const TrainingResult& result, const TrainingOptions& options) {
    if (result.message.empty()) return;
    const bool resumable = result.reason == StopReason::interrupted && !options.checkpoint.empty();
    console.message(result.message + (resumable ? "; the same command with --resume resumes it" : ""));
}

}  // namespace descent::cli
