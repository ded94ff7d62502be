#include "training/preparation/decisions.h"

#include <descent/split.h>

#include "base/text.h"
#include "data/constant_columns.h"
#include "data/place.h"
#include "data/some_of.h"
#include "objective/target_notes.h"
#include "training/weight_decay.h"
#include "update/host/closure_of_rule.h"

namespace descent::training {

namespace {

std::string note_on(const std::string& file, const std::string& note) { return printable(file, 1000) + ": " + note; }

}  // namespace

Lines notes_of(const Dataset& data) {
    Lines lines;
    for (const std::string& note : data.details().notes) lines.push_back(note_on(data.name(), note));
    for (const std::string& note : data.details().target_notes)
        lines.push_back(note_on(data::file_of_targets(data), note));
    return lines;
}

namespace {

/// What readers of tables say of columns by their names.
Lines array_notes(const Dataset& training) {
    if (!training.input_names().empty()) return {};
    const std::string constant = data::constant_inputs_note(training.raw_inputs());
    return constant.empty() ? Lines() : Lines{note_on(training.name(), constant)};
}

}  // namespace

Lines held_out_notes(const Dataset& training, const Dataset& held_out) {
    if (held_out.raw_inputs().bytes != training.raw_inputs().bytes) return notes_of(held_out);
    Lines lines;
    for (const std::string& line : split_notes(training, held_out)) {
        lines.push_back(note_on(training.name(), line));
    }
    return lines;
}

Lines decisions_on(const Network& network, const Dataset& training, const Dataset& test,
                   const TrainingOptions& options) {
    Lines lines = notes_of(training);
    append(lines, array_notes(training));
    append(lines, held_out_notes(training, test));
    if (!options.from.empty()) return lines;  // the model brings its scalings
    const std::string scaling = scaling_note(training, options.scaling);
    if (!scaling.empty()) lines.push_back(note_on(training.name(), scaling));
    for (const std::string& note : objective::target_notes(network, options, training)) {
        lines.push_back(note_on(data::file_of_targets(training), note));
    }
    return lines;
}

std::string model_note(const Model& model, const std::string& path) {
    constexpr std::size_t shown = 3;
    const TargetScaling& scaling = model.target_scaling;
    std::string targets = "numbers as they are";
    if (!model.class_names.empty()) {
        targets = "the classes " + data::some_of(model.class_names);
    } else if (!scaling.shift.empty()) {
        Lines scaled;
        for (std::size_t i = 0; i < scaling.shift.size() && i < shown; ++i) {
            scaled.push_back("less " + short_number(scaling.shift[i]) + ", divided by " +
                             short_number(1 / scaling.scale[i]));
        }
        targets = "numbers " + join(scaled, "; ") + (scaling.shift.size() > shown ? ", ..." : "");
    }
    return printable(path, 1000) + ": the run begins with this model and keeps its form: targets are " + targets +
           ", inputs are scaled as in its training";
}

Lines data_defaults(const GivenSettings& given, const TrainingOptions& options) {
    Lines lines;
    if (!given.is_given("scaling") && options.scaling == ScalingKind::standardise) {
        lines.emplace_back("inputs are standardised; scaling=none leaves them as they are");
    }
    if (!given.is_given("epochs")) {
        lines.push_back("training for " + to_text(options.epochs) + " epochs; epochs=N chooses otherwise");
    }
    return lines;
}

Lines weight_decay_decision(const TrainingOptions& options, const std::vector<std::string>& optimizers,
                            const Registry& registry) {
    if (!options.weight_decay) return {};
    return {weight_decay_note(*options.weight_decay, optimizers, registry)};
}

Lines closure_warning(const TrainingOptions& options, std::uint64_t patterns,
                      const std::vector<std::string>& optimizers, const Registry& registry) {
    if (options.batch_size == 0 || options.batch_size >= patterns) return {};
    std::vector<std::string> searching;
    for (const std::string& one : optimizers) {
        const std::string innermost = registry.parts(one).front().name;
        if (update::find_closure(registry.rule(innermost), innermost).exists()) searching.push_back(one);
    }
    if (searching.empty()) return {};
    return {join(searching) + " compares losses and gradients of several steps, and each batch of " +
            to_text(options.batch_size) + " patterns has others; batch-size=full lets every step see all patterns"};
}

Lines decisions_of_run(const Network& network, const Dataset& training, const Dataset& validation, const Dataset& test,
                       const GivenSettings& given, const TrainingOptions& options, const Registry& registry) {
    Lines lines = decisions_on(network, training, test, options);
    append(lines, held_out_notes(training, validation));
    append(lines, data_defaults(given, options));
    append(lines, weight_decay_decision(options, {options.optimizer}, registry));
    append(lines, closure_warning(options, training.patterns(), {options.optimizer}, registry));
    return lines;
}

void append(Lines& lines, const Lines& more) { lines.insert(lines.end(), more.begin(), more.end()); }

}  // namespace descent::training
