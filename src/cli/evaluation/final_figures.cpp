#include "cli/evaluation/final_figures.h"

#include "cli/evaluation/no_better.h"
#include "cli/evaluation/text.h"
#include "model/evaluation/json.h"

namespace descent::cli {

FinalFigures::FinalFigures(const TrainingResult& result, const DataParts& data, const TrainingOptions& options,
                           bool shows_all, std::optional<std::size_t> top_k)
    : scaled_(options.scaling != ScalingKind::none) {
    const auto measure = [&](const char* name, const Dataset& part) {
        if (part.patterns() == 0) return;
        parts_.push_back({name, evaluate(result.model, part, options.threads, top_k)});
    };
    if (result.reason == StopReason::diverged) return;
    measure("test", data.test);
    if (result.reason == StopReason::interrupted || !shows_all) return;
    measure("validation", data.validation);
    if (parts_.empty() && result.epochs > 0) measure("training", data.training);
}

Json FinalFigures::json() const {
    Json json = Json::object();
    for (const Part& part : parts_) json.update(model::summary_of(part.evaluation, part.name + "_"));
    return json;
}

void FinalFigures::say(Console& console, bool quiet, const Model& model) const {
    for (const Part& part : parts_) {
        const std::string line = line_of(part.evaluation, part.name);
        if (part.name == "test") console.print(line + "\n");
        if (part.name != "test" && !quiet) console.message(line);
    }
    if (parts_.empty() || quiet) return;
    const std::string note = no_better_note(parts_.front().evaluation, model, scaled_);
    if (!note.empty()) console.message(parts_.front().name + " " + note);
}

}  // namespace descent::cli
