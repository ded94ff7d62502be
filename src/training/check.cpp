#include <descent/error.h>

#include "base/text.h"
#include "training/request.h"
#include "training/settings/setting.h"
#include "training/weight_decay.h"

namespace descent::training {
namespace {

/// More steps than this cannot be counted exactly in a double; no machine will do them.
constexpr std::uint64_t most_steps = std::uint64_t{1} << 53U;

}  // namespace

void check_length(const TrainingOptions& options, std::uint64_t steps_per_epoch) {
    const std::uint64_t most_epochs = most_steps / steps_per_epoch;
    if (options.epochs <= most_epochs) return;
    throw UsageError("epochs", "is " + to_text(options.epochs) + ", expected at most " + to_text(most_epochs));
}

void check(const Request& request) {
    check_settings(request.options);
    with_decay_of_rule(request.options, request.registry);
    if (request.workload.scope() != Scope::data) refuse_data_settings(request.options);
    request.workload.check(request.options);
}

}  // namespace descent::training
