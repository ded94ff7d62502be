#include "training/start_model.h"

#include <descent/error.h>

#include "base/text.h"
#include "model/arena.h"
#include "model/format.h"
#include "model/inference.h"
#include "objective/target_scaling.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"

namespace descent::training {
namespace {

void check_classes(const StartModel& from, const Dataset& training) {
    const std::vector<std::string>& known = from.model.class_names;
    if (training.class_names() == known) return;
    const auto shown = [](const std::vector<std::string>& names) {
        return names.empty() ? std::string("numbers as targets") : "classes " + printable(join(names), 200);
    };
    throw InputError(training.name(), "", shown(training.class_names()),
                     shown(known) + ", as in the model " + quote(from.path, 1000));
}

}  // namespace

StartModel load_start(const std::string& path) {
    const storage::FileBytes file = storage::map_file(path);
    return {.path = path, .model = model::parse_model(file), .hash = storage::checksum(file.bytes)};
}

void check_fits(const StartModel& from, const Network& network, const Dataset& training) {
    if (from.model.network != network) {
        throw UsageError("from", quote(from.path, 1000) + " is a network " + to_string(from.model.network) +
                                     ", and the one to be trained is " + to_string(network) +
                                     " or has other activations");
    }
    model::require_input_names(from.model.columns, training, "the model " + quote(from.path, 1000));
    check_classes(from, training);
}

std::optional<StartModel> start_of(const TrainingOptions& options) {
    return options.from.empty() ? std::nullopt : std::optional(load_start(options.from));
}

Scaling scaling_of(const TrainingOptions& options, const Dataset& training, const StartModel* from) {
    return from != nullptr ? from->model.scaling : fit_scaling(training, options.scaling);
}

TargetScaling target_scaling_of(const Network& network, const TrainingOptions& options, const Dataset& training,
                                const StartModel* from) {
    return from != nullptr ? from->model.target_scaling : objective::target_scaling_for(network, options, training);
}

Scalings scalings_of(const Network& network, const TrainingOptions& options, const Dataset& training,
                     const StartModel* from) {
    return {scaling_of(options, training, from), target_scaling_of(network, options, training, from)};
}

std::vector<float> parameters_of(const Model& model) {
    const network::Layout layout = network::make_layout(model.network);
    std::vector<float> parameters(layout.size);
    model::to_arena(model, layout, parameters);
    return parameters;
}

}  // namespace descent::training
