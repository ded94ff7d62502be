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
    double loss = 0;            ///< sum, not mean
    std::uint64_t correct = 0;  ///< patterns whose largest output is their class; 0 without classes
    std::uint64_t patterns = 0;

    bool finite() const;
};

struct EngineOptions {
    Network network;
    Loss loss = Loss::mse;
    Scaling scaling;                   ///< one entry an input
    std::vector<float> class_weights;  ///< empty: 1
    std::size_t largest_batch = 1;     ///< patterns; larger batches throw
    InstructionSet instruction_set = InstructionSet::baseline;
};

class Engine {
public:
    /// `team` must outlive the engine. Throws UsageError when parts do not fit each other.
    Engine(const EngineOptions& options, parallel::Team& team);
    ~Engine();
    Engine(Engine&&) noexcept;

    const network::Layout& layout() const;

    /// [one thread] Forward and backward over the patterns `rows` (rows of the whole file) of `data`; the gradient
    /// of the mean cost goes to `sink`, stretch by stretch, after every use of the parameters it belongs to.
    /// `parameters` is the arena that the sink may update. When the loss is not finite the sink is not called.
    BatchResult step(const Dataset& data, std::span<const std::uint32_t> rows, std::span<float> parameters,
                     GradientSink& sink);

    /// [one thread] What the step after the next one will work on: its inputs are fetched, and for steps on one pattern
    /// its first sums computed, along with the next step. Only a hint; `data` and `rows` must live until that step.
    void announce(const Dataset& data, std::span<const std::uint32_t> rows);

    /// [one thread] Somebody else than the sink of a step has changed the parameters, or will use others.
    void parameters_changed();

    /// [one thread] The same gradient, written whole into `gradient` (layout().size floats, padding zero).
    BatchResult gradient(const Dataset& data, std::span<const std::uint32_t> rows, std::span<const float> parameters,
                         std::span<float> gradient);

    /// [one thread] Loss (when `data` has targets) and outputs; any number of rows. `outputs` is empty or
    /// [rows.size()][network.outputs()], not padded.
    BatchResult evaluate(const Dataset& data, std::span<const std::uint32_t> rows, std::span<const float> parameters,
                         std::span<float> outputs);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace descent::engine
