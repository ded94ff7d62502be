#include <descent/error.h>

#include <string>

#include "base/text.h"
#include "training/request.h"
#include "training/settings/setting.h"

namespace descent::training {
namespace {

/// More steps than this cannot be counted exactly in a double; no machine will do them.
constexpr std::uint64_t most_steps = std::uint64_t{1} << 53U;

void check_width(const Dataset& data, const Network& network) {
    if (data.inputs() != network.inputs) {
        throw InputError(data.name(), "", to_text(data.inputs()) + " inputs",
                         to_text(network.inputs) + ", as the network has");
    }
    if (!data.has_targets()) throw InputError(data.name(), "", "no targets", "a target for every pattern");
    if (data.outputs() != network.outputs()) {
        throw InputError(data.name(), "",
                         to_text(data.outputs()) + (data.has_classes() ? " classes" : " target columns"),
                         to_text(network.outputs()) + ", as the network has outputs");
    }
}

void check_data(const Request& request) {
    if (request.training.patterns() == 0) {
        throw InputError(request.training.name(), "", "0 patterns", "at least one to train on");
    }
    check_width(request.training, request.network);
    if (request.validation.patterns() == 0) return;
    check_width(request.validation, request.network);
    if (request.validation.class_names() != request.training.class_names()) {
        throw InputError(request.validation.name(), "", "other classes", "those of " + request.training.name());
    }
}

void check_class_weights(const TrainingOptions& options, const Dataset& data) {
    if (options.class_weights.empty()) return;
    if (!data.has_classes()) throw UsageError("class_weights", "the data has no classes");
    if (options.class_weights.size() != data.outputs()) {
        throw UsageError("class_weights", "found " + to_text(options.class_weights.size()) + " weights, expected " +
                                              to_text(data.outputs()) + ", one a class");
    }
}

void check_length(const TrainingOptions& options, std::size_t patterns) {
    const std::uint64_t batch = options.batch_size == 0 ? patterns : options.batch_size;
    const std::uint64_t steps_per_epoch = (patterns - 1) / batch + 1;
    if (options.epochs > most_steps / steps_per_epoch) {
        throw UsageError(
            "epochs", "is " + to_text(options.epochs) + ", expected at most " + to_text(most_steps / steps_per_epoch));
    }
}

}  // namespace

void check(const Request& request) {
    const TrainingOptions& options = request.options;
    request.network.validate();
    check_settings(options);
    validate_loss(options.loss, request.network.layers.back().activation);
    check_data(request);
    check_class_weights(options, request.training);
    check_length(options, request.training.patterns());
    if (options.patience != 0 && request.validation.patterns() == 0) {
        throw UsageError("patience", "needs validation data");
    }
}

}  // namespace descent::training
