#pragma once
/// \file
/// The parabola with a condition number of choice.

#include "objective/functions/function.h"

namespace descent::objective {

/// [any thread] Curvatures go from 1 to `condition`.
std::unique_ptr<Function> make_parabola(std::size_t dimensions, double condition);

}  // namespace descent::objective
