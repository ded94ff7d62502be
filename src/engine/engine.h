#pragma once
/// \file
/// Network and batch to loss and gradient.
///
/// The engine knows no optimizer and no file. It plans once, at construction; a step allocates nothing after the
/// first. Results are the same bits for any number of threads and any instruction set with FMA.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/machine.h>
#include <descent/network.h>

#include "engine/gradient_sink.h"
#include "network/layout.h"

namespace descent::parallel {
class Team;
}

namespace descent::engine {

/// What a batch cost; sums over its patterns, in double.
struct BatchResult {
    double loss = 0;            ///< sum of weight times cost, not mean
    std::uint64_t correct = 0;  ///< patterns whose largest output is their class; 0 without classes
    std::uint64_t patterns = 0;
    double weight = 0;  ///< of the patterns together; their number where none has a weight of its own

    bool finite() const;
    void add(const BatchResult& other);
    /// As it is reported: sum_p w_p C_p / sum_p w_p; 0 where all weights are 0.
    double mean_loss() const { return weight > 0 ? loss / weight : 0; }
};

/// What one step works on. All of it must live until the step has returned.
struct Batch {
    const Dataset& data;
    std::span<const std::uint32_t> rows;  ///< patterns of this step, as rows of the whole file
    /// Patterns of the step after this one, empty where they are not known: their inputs are prefetched and, where
    /// steps work on one pattern, their first sums are computed while the new weights are in registers.
    std::span<const std::uint32_t> coming = {};
    std::uint64_t draw = 0;  ///< decides which units are dropped: the same draw, the same units
    /// The parameters are those that the engine's last step left, so what it computed ahead still holds.
    bool continues = false;
};

struct EngineOptions {
    Network network;
    Loss loss = Loss::mse;
    Scaling scaling;                    ///< one entry an input
    TargetScaling target_scaling = {};  ///< one entry an output, or empty
    std::vector<float> class_weights;   ///< empty: 1
    double huber_delta = 1;             ///< border of the loss huber
    double dropout = 0;                 ///< share of the hidden units that a pattern drops in a step
    std::uint64_t seed = 0;             ///< of dropout
    std::size_t largest_batch = 1;      ///< patterns; larger batches throw
    InstructionSet instruction_set = InstructionSet::baseline;
};

class Engine {
public:
    /// `team` must outlive the engine. Throws UsageError when parts do not fit each other.
    Engine(const EngineOptions& options, parallel::Team& team);
    ~Engine();
    Engine(Engine&&) noexcept;

    const network::Layout& layout() const;

    /// [one thread] Forward and backward over a batch; the gradient of the mean cost goes to `sink`, stretch by
    /// stretch, after every use of the parameters it belongs to: the sink may update them. When the loss is not finite
    /// the sink is not called.
    BatchResult step(const Batch& batch, std::span<const float> parameters, GradientSink& sink);

    /// [one thread] Loss (when `data` has targets) and outputs; any number of rows. `outputs` is empty or
    /// [rows.size()][network.outputs()], not padded. Without outputs the ranks of the team share the work.
    BatchResult evaluate(const Dataset& data, std::span<const std::uint32_t> rows, std::span<const float> parameters,
                         std::span<float> outputs);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace descent::engine
