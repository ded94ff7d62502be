#pragma once
/// \file
/// When scikit-learn's MLPClassifier stops.

#include <vector>

#include "study/trial.h"

namespace descent::reproduction {

/// The epoch at whose end `MLPClassifier` stops: the loss of training fell by less than 1e-4 below the lowest so far in
/// more than 10 epochs on end (its settings `tol` and `n_iter_no_change`); else the last. `curve` has an epoch at
/// least. Its loss also holds the penalty on the weights, whose changes are far below that.
const study::CurvePoint& stop_of_scikit(const std::vector<study::CurvePoint>& curve);

}  // namespace descent::reproduction
