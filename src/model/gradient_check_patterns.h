#pragma once
/// \file
/// The random patterns of a gradient check, the same for both sides.

#include <descent/dataset.h>

#include "engine/engine.h"
#include "model/gradient_check.h"
#include "network/reference.h"

namespace descent::model {

struct CheckPatterns {
    Dataset data;                  ///< for the engine
    network::Batch<double> batch;  ///< for the reference
};

CheckPatterns random_patterns(const GradientCheckOptions& options);

/// The engine that takes them.
engine::EngineOptions engine_options(const GradientCheckOptions& options);

}  // namespace descent::model
