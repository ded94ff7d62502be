#pragma once
/// \file
/// A run's position in the description of a checkpoint.

#include "base/json.h"
#include "training/position.h"

namespace descent::training {

Json position_record(const Position& position);
/// Throws InputError for what is no position.
Position read_position(const JsonReader& reader);

/// A double that enters bits stands as text: JSON has no infinities, and null would lose them. Throws InputError.
double exact_number(const JsonReader& reader, const std::string& name);

}  // namespace descent::training
