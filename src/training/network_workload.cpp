#include "training/network_workload.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "model/arena.h"
#include "model/figures/weights.h"
#include "objective/network_objective.h"
#include "objective/target_check.h"
#include "objective/target_scaling.h"
#include "training/huber_delta.h"

namespace descent::training {
namespace {

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

void check_huber_delta(const TrainingOptions& options) {
    if (options.loss == Loss::huber || options.huber_delta == TrainingOptions().huber_delta) return;
    refuse_huber_delta(options.loss);
}

void check_class_weights(const TrainingOptions& options, const Dataset& data) {
    if (options.class_weights.empty()) return;
    if (!data.has_classes()) throw UsageError("class_weights", "the data has no classes");
    if (options.class_weights.size() != data.outputs()) {
        throw UsageError("class_weights", "found " + to_text(options.class_weights.size()) + " weights, expected " +
                                              to_text(data.outputs()) + ", one a class");
    }
}

/// A part whose costs all have the factor 0 teaches nothing and measures nothing.
void check_weighs(const TrainingOptions& options, const Dataset& data, const char* part) {
    const model::PatternWeights weights(data, options.class_weights);
    const auto counts = [&](std::uint32_t row) { return weights.of(row) > 0; };
    if (data.patterns() == 0 || std::ranges::any_of(data.rows(), counts)) return;
    throw InputError(data.name(), "", "no weight above 0 among the " + to_text(data.patterns()) + " patterns " + part,
                     "one at least");
}

void check_target_scaling(const TrainingOptions& options, const Dataset& data) {
    if (options.target_scaling == TargetScalingKind::automatic) return;
    if (data.has_classes()) throw UsageError("target_scaling", "the targets are classes; it is for numbers");
    if (targets_of(options.loss) != TargetKind::probabilities || options.target_scaling == TargetScalingKind::none)
        return;
    throw UsageError("target_scaling", std::string(to_string(options.target_scaling)) + " is not for " +
                                           std::string(to_string(options.loss)) +
                                           ", whose targets are shares; expected none, or loss mse");
}

Json layers_record(const Network& network) {
    Json layers = Json::array();
    for (const Layer& layer : network.layers) {
        layers.push_back(std::to_string(layer.units) + " " + std::string(to_string(layer.activation)));
    }
    return layers;
}

/// Bytes that are no pixels were once divided by 255 as well: a checkpoint of such a run differs.
Json data_record(const Dataset& data) {
    Json record = {{"patterns", data.patterns()},
                   {"hash", data.patterns() == 0 ? "" : hexadecimal(data.content_hash())}};
    const Dataset::Inputs& inputs = data.raw_inputs();
    if (inputs.type == ElementType::u8 && !inputs.pixels) record["bytes"] = "numbers";
    return record;
}

}  // namespace

NetworkWorkload::NetworkWorkload(const Network& network, const Dataset& training, const Dataset& validation,
                                 const StartModel* from)
    : network_(network), training_(training), validation_(validation), from_(from) {}

void NetworkWorkload::check(const TrainingOptions& options) const {
    network_.validate();
    validate_loss(options.loss, network_.layers.back().activation);
    if (training_.patterns() == 0) throw InputError(training_.name(), "", "0 patterns", "at least one to train on");
    for (const Dataset* data : {&training_, &validation_}) check_shape(*data);
    if (training_.has_classes()) validate_loss_of_classes(options.loss);
    check_huber_delta(options);
    check_class_weights(options, training_);
    check_weighs(options, training_, "to train on");
    check_weighs(options, validation_, "held out");
    if (options.dropout > 0 && network_.layers.size() == 1) {
        throw UsageError("dropout", "has no meaning without a hidden layer");
    }
    if (from_) check_fits(*from_, network_, training_);
    objective::check_classes(network_, training_);
    check_target_scaling(options, training_);
    for (const Dataset* data : {&training_, &validation_}) objective::check_finite_targets(*data);
    for (const Dataset* data : {&training_, &validation_}) check_targets(*data, options);
    if (!from_) objective::check_reachable(network_, options.loss, target_scaling(options), training_);
    if (options.patience != 0 && validation_.patterns() == 0) {
        throw UsageError("patience", "needs validation data");
    }
}

void NetworkWorkload::check_held_out(const Dataset& held_out, const TrainingOptions& options) const {
    check(options);
    check_shape(held_out);
    objective::check_finite_targets(held_out);
    check_targets(held_out, options);
    require_scalable(held_out, scaling(options));
}

void NetworkWorkload::check_shape(const Dataset& data) const {
    if (data.patterns() == 0) return;
    check_width(data, network_);
    if (data.class_names() == training_.class_names()) return;
    throw InputError(data.name(), "", "other classes", "those of " + training_.name());
}

void NetworkWorkload::check_targets(const Dataset& data, const TrainingOptions& options) const {
    objective::check_targets(network_, options.loss, target_scaling(options), data,
                             objective::choice_of_run(training_, from_ != nullptr));
}

const Scaling& NetworkWorkload::scaling(const TrainingOptions& options) const {
    if (!scaling_) scaling_ = scaling_of(options, training_, from_);
    return *scaling_;
}

const TargetScaling& NetworkWorkload::target_scaling(const TrainingOptions& options) const {
    if (!target_scaling_) target_scaling_ = target_scaling_of(network_, options, training_, from_);
    return *target_scaling_;
}

Json NetworkWorkload::record() const {
    Json record = {{"inputs", network_.inputs},
                   {"layers", layers_record(network_)},
                   {"training_data", data_record(training_)},
                   {"validation_data", data_record(validation_)}};
    if (from_) record["from"] = hexadecimal(from_->hash);
    return record;
}

std::unique_ptr<objective::Objective> NetworkWorkload::make_objective(const TrainingOptions& options,
                                                                      InstructionSet instruction_set,
                                                                      parallel::Team& team) {
    objective::Start start{scaling(options), target_scaling(options), {}};
    if (from_) start.parameters = parameters_of(from_->model);
    return std::make_unique<objective::NetworkObjective>(network_, training_, validation_, options, instruction_set,
                                                         team, std::move(start));
}

Model NetworkWorkload::model(const TrainingOptions& options, const network::Layout& layout,
                             std::span<const float> arena) const {
    Model model{.network = network_,
                .loss = options.loss,
                .huber_delta = options.huber_delta,
                .class_weights = options.class_weights,
                .scaling = scaling(options),
                .target_scaling = target_scaling(options),
                .class_names = training_.class_names(),
                .columns = training_.details().columns};
    model::from_arena(arena, layout, model);
    return model;
}

}  // namespace descent::training
