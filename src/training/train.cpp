#include <descent/training.h>

#include "objective/functions/function.h"
#include "training/function_workload.h"
#include "training/network_workload.h"
#include "training/run.h"
#include "training/weight_decay.h"

namespace descent {

namespace training {

TrainingResult train(const Request& request) {
    const TrainingOptions options = with_decay_of_rule(request.options, request.registry);
    return Run({request.workload, options, request.registry, request.observer, request.file_system, request.ranks})
        .train();
}

}  // namespace training

TrainingResult train(const Network& network, const Dataset& training, const Dataset& validation,
                     const TrainingOptions& options, const Registry& registry, Observer& observer) {
    const std::optional<training::StartModel> from = training::start_of(options);
    training::NetworkWorkload workload(network, training, validation, from ? &*from : nullptr);
    return training::train({workload, options, registry, observer});
}

std::vector<std::string> test_functions() { return objective::function_names(); }

TrainingResult minimise(std::string_view function, const TrainingOptions& options, const Registry& registry,
                        Observer& observer) {
    training::FunctionWorkload workload(function);
    return training::train({workload, options, registry, observer});
}

}  // namespace descent
