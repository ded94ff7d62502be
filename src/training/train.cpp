#include "training/run.h"

namespace descent::training {

TrainingResult train(const Request& request) { return Run(request).train(); }

}  // namespace descent::training

namespace descent {

TrainingResult train(const Network& network, const Dataset& training, const Dataset& validation,
                     const TrainingOptions& options, const Registry& registry, Observer& observer) {
    return training::train({network, training, validation, options, registry, observer});
}

}  // namespace descent
