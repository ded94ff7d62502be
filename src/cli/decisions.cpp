#include "cli/decisions.h"

#include <descent/split.h>

#include "base/text.h"
#include "cli/options/data_options.h"
#include "objective/target_notes.h"
#include "training/weight_decay.h"

namespace descent::cli {

void say_held_out(Console& console, const Dataset& training, const Dataset& held_out) {
    if (held_out.raw_inputs().bytes != training.raw_inputs().bytes) return say_notes(console, held_out);
    for (const std::string& line : split_notes(training, held_out)) {
        console.message(printable(training.name(), 1000) + ": " + line);
    }
}

void say_decisions_on(Console& console, const Network& network, const Dataset& training, const Dataset& test,
                      const TrainingOptions& options) {
    say_notes(console, training);
    say_held_out(console, training, test);
    if (!options.from.empty()) return;  // the model brings its scalings
    std::vector<std::string> notes = objective::target_notes(network, options, training);
    notes.insert(notes.begin(), scaling_note(training, options.scaling));
    for (const std::string& note : notes) {
        if (!note.empty()) console.message(printable(training.name(), 1000) + ": " + note);
    }
}

void say_weight_decay(Console& console, const TrainingOptions& options, const std::vector<std::string>& optimizers,
                      const Registry& registry) {
    if (!options.weight_decay) return;
    console.message(training::weight_decay_note(*options.weight_decay, optimizers, registry));
}

}  // namespace descent::cli
