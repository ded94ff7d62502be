#include "model/inference.h"

#include <descent/error.h>

#include "base/text.h"
#include "model/arena.h"
#include "model/consistent.h"

namespace descent::model {
namespace {

engine::EngineOptions options_for(const Model& model) {
    require_consistent(model);
    return {.network = model.network,
            .loss = model.loss,
            .scaling = model.scaling,
            .target_scaling = model.target_scaling,
            .class_weights = model.class_weights,
            .huber_delta = model.huber_delta,
            .largest_batch = 1,  // of a step; there is none
            .instruction_set = inspect_machine().chosen};
}

}  // namespace

Inference::Inference(const Model& model, const Threads& threads)
    : outputs_(model.network.outputs()),
      team_(threads.count),
      engine_(options_for(model), team_),
      arena_(shared_memory<float>(engine_.layout().size)) {
    to_arena(model, engine_.layout(), {arena_.get(), engine_.layout().size}, team_);
}

void require_input_names(const Columns& known, const Dataset& data, const std::string& model) {
    const std::vector<std::string> names = input_names(known);
    const bool named = !names.empty() && !data.input_names().empty();
    for (std::size_t i = 0; named && i < names.size(); ++i) {
        if (data.input_names()[i] == names[i]) continue;
        throw InputError(data.name(), "input column " + to_text(i + 1), quote(data.input_names()[i]),
                         quote(names[i]) + ", as in " + model);
    }
}

void require_inputs(const Model& model, const Dataset& data) {
    if (data.inputs() != model.network.inputs) {
        throw InputError(data.name(), "", to_text(data.inputs()) + " input columns",
                         to_text(model.network.inputs) + ", the inputs of the model");
    }
    require_input_names(model.columns, data, "the model");
    require_scalable(data, model.scaling);
}

}  // namespace descent::model
