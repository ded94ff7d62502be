#include <descent/split.h>

#include <algorithm>

#include "base/text.h"
#include "data/class_counts.h"
#include "data/group_split.h"

namespace descent {
namespace {

/// "class 'a'", "3 classes ('a', 'b', ...)".
std::string named(const std::vector<std::string>& classes) {
    constexpr std::size_t most = 5;
    if (classes.size() == 1) return "class " + quote(classes.front());
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(most, classes.size()); ++i) shown.push_back(quote(classes[i]));
    if (classes.size() > most) shown.emplace_back("...");
    return to_text(classes.size()) + " classes (" + join(shown) + ")";
}

std::size_t groups_in(const Dataset& data) {
    std::vector<std::uint32_t> numbers;
    for (const std::uint32_t row : data.rows()) numbers.push_back(data.details().groups[row]);
    return data::count_groups(numbers);
}

void add_classes(const Dataset& training, const Dataset& validation, std::vector<std::string>& notes) {
    const std::vector<std::size_t> trained = data::class_counts(training);
    const std::vector<std::size_t> held_out = data::class_counts(validation);
    std::vector<std::string> only_trained, only_held_out;
    for (std::size_t c = 0; c < trained.size(); ++c) {
        if (trained[c] > 0 && held_out[c] == 0) only_trained.push_back(training.class_names()[c]);
        if (trained[c] == 0 && held_out[c] > 0) only_held_out.push_back(training.class_names()[c]);
    }
    if (!only_trained.empty()) notes.push_back(named(only_trained) + ": none held out, all patterns are trained on");
    if (!only_held_out.empty()) {
        notes.push_back(named(only_held_out) + ": all patterns are held out, so it cannot be learned");
    }
}

}  // namespace

std::vector<std::string> split_notes(const Dataset& training, const Dataset& validation) {
    std::vector<std::string> notes;
    if (validation.patterns() == 0) return notes;
    if (!training.details().groups.empty()) {
        const std::size_t held_out = groups_in(validation), all = held_out + groups_in(training);
        const std::size_t patterns = validation.patterns() + training.patterns();
        notes.push_back("held out " + to_text(held_out) + " of " + to_text(all) + " groups, " +
                        to_text(validation.patterns()) + " of " + to_text(patterns) + " patterns");
    }
    if (training.has_classes()) add_classes(training, validation, notes);
    return notes;
}

}  // namespace descent
