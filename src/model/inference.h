#pragma once
/// \file
/// A model prepared for inference: its weights in the arena, an engine, a team of threads.

#include <cstdint>
#include <span>

#include <descent/machine.h>
#include <descent/model.h>

#include "base/aligned_buffer.h"
#include "engine/engine.h"
#include "parallel/team.h"

namespace descent::model {

/// Patterns that are evaluated at a time: bounds the memory of outputs; results do not depend on it.
inline constexpr std::size_t inference_block = 4096;

class Inference {
public:
    /// Throws UsageError when the model is not consistent.
    Inference(const Model& model, const Threads& threads);

    /// [one thread] As Engine::evaluate.
    engine::BatchResult run(const Dataset& data, std::span<const std::uint32_t> rows, std::span<float> outputs);

private:
    parallel::Team team_;
    engine::Engine engine_;
    AlignedBuffer<float> arena_;
};

/// Throws InputError, in the name of the data, unless it has the inputs that the model was trained on: as many, and
/// of the same names where both have names; and unless each is a number that float32 can hold once it is scaled.
void require_inputs(const Model& model, const Dataset& data);

}  // namespace descent::model
