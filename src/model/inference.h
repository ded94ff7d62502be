#pragma once
/// \file
/// A model prepared for inference: its weights in the arena, an engine, a team of threads.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <descent/machine.h>
#include <descent/model.h>

#include "base/large_memory.h"
#include "engine/engine.h"
#include "parallel/team.h"

namespace descent::model {

/// Patterns that are evaluated at a time, and floats of their outputs (16 MiB): bound the memory of outputs.
inline constexpr std::size_t inference_block = 4096;
inline constexpr std::size_t inference_floats = std::size_t{4} << 20;

class Inference {
public:
    /// Throws UsageError when the model is not consistent.
    Inference(const Model& model, const Threads& threads);

    /// [one thread] `visit(rows, outputs, result)` for every block of the patterns, in order.
    template <class Visit>
    void for_each_block(const Dataset& data, const Visit& visit) {
        const std::size_t most = std::clamp<std::size_t>(inference_floats / outputs_, 1, inference_block);
        std::vector<float> outputs(std::min(most, data.patterns()) * outputs_);
        for (std::size_t first = 0; first < data.patterns(); first += most) {
            const auto rows = data.rows().subspan(first, std::min(most, data.patterns() - first));
            const std::span<float> block = std::span(outputs).first(rows.size() * outputs_);
            const engine::BatchResult result =
                engine_.evaluate(data, rows, {arena_.get(), engine_.layout().size}, block);
            visit(rows, std::span<const float>(block), result);
        }
    }

private:
    std::size_t outputs_;
    parallel::Team team_;
    engine::Engine engine_;
    std::shared_ptr<float[]> arena_;  // not zeroed first: it may be large, and all of it is filled
};

/// Throws InputError, in the name of the data, unless its inputs have the names of `known`, the columns of `model`
/// ("the model"), where both have names; as many are there.
void require_input_names(const Columns& known, const Dataset& data, const std::string& model);

/// Throws InputError, in the name of the data, unless it has the inputs that the model was trained on: as many, and
/// of the same names where both have names; and unless each is a number that float32 can hold once it is scaled.
void require_inputs(const Model& model, const Dataset& data);

}  // namespace descent::model
