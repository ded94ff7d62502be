#pragma once
/// \file
/// Whether the options of an engine fit each other.

#include "engine/engine.h"

namespace descent::engine {

/// `options`, when they do. Throws UsageError.
const EngineOptions& checked(const EngineOptions& options);

}  // namespace descent::engine
