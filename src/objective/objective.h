#pragma once
/// \file
/// What is minimised: parameters of some layout, where they start, batches with a loss and a gradient, a measurement.
/// A network on data is one objective, each test function another.
///
///     objective.start(parameters);
///     engine::WholeGradient whole(gradient);
///     const engine::BatchResult result = objective.gradient({.epoch = 0, .index = 0}, parameters, whole);

#include <cstdint>
#include <optional>
#include <span>

#include "engine/engine.h"
#include "engine/gradient_sink.h"
#include "network/layout.h"

namespace descent::objective {

/// Which batch of which epoch. The same batch holds the same patterns (and noise) however often it is asked for.
struct Batch {
    std::uint64_t epoch = 0;  ///< counts from 0
    std::uint64_t index = 0;  ///< in the epoch, below `batches()`
    /// The parameters are those that the sink of the last call left: what was computed ahead still holds.
    bool continues = false;
};

/// On data that is held out, or of a function without its noise.
struct Measurement {
    double loss = 0;
    std::optional<double> accuracy = {};  ///< classes only
};

class Objective {
public:
    virtual ~Objective() = default;

    virtual const network::Layout& layout() const = 0;
    virtual std::uint64_t batches() const = 0;  ///< updates an epoch
    virtual bool has_classes() const { return false; }

    /// [one thread] Where a run starts, padding zero; decided by the objective's seed.
    virtual void start(std::span<float> parameters) const = 0;

    /// [one thread] Sum of the losses over a batch; the gradient of their mean goes to `sink`, which may update the
    /// parameters of each stretch. A loss that is not finite calls no sink. Allocates nothing after the first call.
    virtual engine::BatchResult gradient(const Batch& batch, std::span<const float> parameters,
                                         engine::GradientSink& sink) = 0;

    /// Is there something to measure beside the batches?
    virtual bool measures() const = 0;
    /// [one thread] What `measures` promises; the parameters are [layout().size], 64-byte aligned.
    virtual Measurement measure(std::span<const float> parameters) = 0;
};

}  // namespace descent::objective
