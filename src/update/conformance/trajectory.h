#pragma once
/// \file
/// Agreement with a trajectory that another program wrote. The file is JSON:
///     {"shape": [inputs, units, ...], "start": [...], "gradients": [[...], ...], "weights": {"10": [...], ...}}
/// Layer after layer: weights row after row, then biases. `gradients`: one list a step, whatever the weights are; or in
/// their place "function": a test function on all parameters, for rules that evaluate the loss too. `weights`: expected
/// after some of the steps. An optional "rates" lists the learning rate of every step.

#include "update/conformance/check.h"

namespace descent::update::conformance {

/// Throws InputError when the text is no such file.
Outcome follow_trajectory(const Subject& subject);

}  // namespace descent::update::conformance
