#pragma once
/// \file
/// A model's tensors to and from the parameter arena: transposed and padded.

#include <span>

#include <descent/model.h>

#include "network/layout.h"

namespace descent::model {

/// Fills the whole arena (layout.size floats, padding zero): weights [fan_out][fan_in] become [fan_in][stride].
/// The model must be consistent and the layout its network's.
void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena);

/// Replaces the tensors of the model by what stands in the arena.
void from_arena(std::span<const float> arena, const network::Layout& layout, Model& model);

}  // namespace descent::model
