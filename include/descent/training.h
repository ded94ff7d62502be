#pragma once
/// \file
/// One run: a network is trained on a data set, or a test function is minimised.
///
/// Contract: `train` uses only its arguments; two runs with equal arguments give the same bits, for any number of
/// threads. Throws UsageError or InputError before any work; a run that diverges is a result.
///
///     descent::TrainingOptions options{.optimizer = "adam", .batch_size = 64, .epochs = 10};
///     descent::TrainingResult result = descent::train(network, data, {}, options, registry, observer);

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <descent/checkpoint_interval.h>
#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/machine.h>
#include <descent/model.h>
#include <descent/network.h>
#include <descent/observer.h>
#include <descent/registry.h>
#include <descent/schedule.h>

namespace descent {

/// What to do when loss, gradient or weights stop being finite. Values stand in files: never change.
enum class OnDivergence {
    stop = 0,     ///< the run ends
    skip = 1,     ///< the step is skipped: neither weights nor the optimizer's state change
    restore = 2,  ///< back to the end of the last good epoch, and on with half the learning rate; ten times at most
};

/// [any thread] "stop", "skip", "restore"; throws UsageError that lists the names.
std::string_view to_string(OnDivergence choice);
OnDivergence parse_on_divergence(std::string_view name);

struct TrainingOptions {
    Loss loss = Loss::mse;
    double huber_delta = 1;  ///< of the loss huber: the error up to which it is quadratic, of scaled targets
    Initialisation initialisation = Initialisation::glorot_uniform;
    ScalingKind scaling = ScalingKind::none;
    /// Of targets that are numbers. Automatic: standardise where the output activation is the identity and the loss
    /// takes any number; none where outputs or targets are bounded.
    TargetScalingKind target_scaling = TargetScalingKind::automatic;
    /// Model file whose network, scaling and weights the run begins with, for new data or a new optimizer; empty: new
    /// weights.
    std::string from = {};
    std::string optimizer = "gd";
    std::map<std::string, std::string> settings = {};  ///< hyper-parameters by name, as text
    std::uint64_t batch_size = 32;                     ///< patterns an update; 0: all of them (full batch)
    std::uint64_t epochs = 10;
    std::uint64_t maximum_steps = 0;  ///< 0: no limit but the epochs
    bool shuffle = true;
    Schedule schedule = {};
    /// Of weights, not of biases: the `weight_decay` of a rule that has one, else added to the gradient as decay * w.
    /// Absent: that of the rule, 0 where it has none.
    std::optional<double> weight_decay = {};
    double dropout = 0;     ///< share of the hidden units that each pattern drops in a step
    double l1 = 0;          ///< adds l1 * sign(w) to the gradient of weights, not of biases
    double max_norm = 0;    ///< 0: off; limits the Euclidean norm of the weights into each unit after every step
    double clip_norm = 0;   ///< 0: off; scales the whole gradient down to this Euclidean norm
    double clip_value = 0;  ///< 0: off; limits each gradient to [-value, value]
    /// Other rates or decay for some tensors: "layers.0.*: rate=0.1", "*.bias: decay=1", "layers.1.*: frozen"; see
    /// docs/cli.md, --group.
    std::vector<std::string> groups = {};
    std::vector<float> class_weights = {};  ///< factor on the cost of each class's patterns; empty: 1
    std::uint64_t patience = 0;             ///< epochs without a better validation loss before stopping; 0: off
    double min_improvement = 0;             ///< with patience: how much lower a loss must be to count as better
    bool restore_best = true;               ///< with patience: keep the weights of the best epoch
    OnDivergence on_divergence = OnDivergence::stop;
    std::uint64_t seed = 1;
    Threads threads = {};
    std::string checkpoint = {};               ///< path; empty: none
    CheckpointInterval checkpoint_every = {};  ///< a number counts epochs
    std::uint64_t keep = 1;                    ///< checkpoints before the last one that stay on the disk
    bool resume = false;                       ///< resume from `checkpoint` when it exists
};

/// Why a run ended. Values stand in files: never change; 5 is reserved.
enum class StopReason { finished = 0, early_stopping = 1, diverged = 2, interrupted = 3, maximum_steps = 4 };

/// [any thread] "finished", "early-stopping", "diverged", "interrupted", "maximum-steps".
std::string_view to_string(StopReason reason);

struct TrainingResult {
    /// Diverged: of that moment, and its weights may not be finite; under `OnDivergence::restore` of the last good
    /// epoch (the initial one when there was none).
    Model model;
    StopReason reason = StopReason::finished;
    std::string message;  ///< one line for people when the reason needs one ("loss is NaN at step 17, layer 0 weights")
    std::uint64_t steps = 0;               ///< updates done
    std::uint64_t epochs = 0;              ///< whole epochs done
    double seconds = 0;                    ///< of training
    std::uint64_t failed_checkpoints = 0;  ///< of this process: could not be written
};

/// [one thread an observer] Trains on `training`; after each epoch measures `validation` (may hold no patterns).
TrainingResult train(const Network& network, const Dataset& training, const Dataset& validation,
                     const TrainingOptions& options, const Registry& registry, Observer& observer);

/// [any thread] The test functions that `minimise` knows: "rosenbrock", "beale", "noisy-quadratic", ...
std::vector<std::string> test_functions();

/// [one thread an observer] The same on a test function, 100 steps an epoch (quadratic-deep: 7), measured after each
/// epoch without its noise. Options of data, network and loss have no meaning. The model has no layers: its one tensor
/// "point" is the point that was reached. Throws UsageError for an unknown name.
TrainingResult minimise(std::string_view function, const TrainingOptions& options, const Registry& registry,
                        Observer& observer);

}  // namespace descent
