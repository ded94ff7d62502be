#pragma once
/// \file
/// A model's tensors to and from the parameter arena: transposed and padded.

#include <span>

#include <descent/model.h>

#include "network/layout.h"
#include "parallel/team.h"

namespace descent::model {

/// Fills the whole arena (layout.size floats, padding zero): weights [fan_out][fan_in] become [fan_in][stride].
/// The model must be consistent and the layout its network's. With a team on its threads.
void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena);
void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena, parallel::Team& team);

/// Replaces the tensors of the model by what stands in the arena.
void from_arena(std::span<const float> arena, const network::Layout& layout, Model& model);

}  // namespace descent::model
