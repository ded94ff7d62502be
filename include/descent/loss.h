#pragma once
/// \file
/// What is minimised: the mean over the patterns of an update of a cost per pattern.
///
/// Contract: a plain value. Which formula `cross_entropy` means follows from the output activation.
///
///     descent::Loss loss = descent::parse_loss("cross-entropy");

#include <string_view>

#include <descent/network.h>

namespace descent {

/// Values stand in files: never change.
enum class Loss {
    mse = 0,            ///< half the squared error: sum_i 1/2 (y_i - a_i)^2, as in "Derivation of Backpropagation"
    cross_entropy = 1,  ///< softmax outputs: -sum_i y_i ln a_i; sigmoid outputs: -sum_i y_i ln a_i + (1-y_i) ln(1-a_i)
};

/// [any thread] Names as users type them: "mse", "cross-entropy". Throws UsageError that lists the names.
std::string_view to_string(Loss loss);
Loss parse_loss(std::string_view name);

/// [any thread] Throws UsageError when `loss` cannot be computed on outputs of that activation
/// (cross-entropy needs softmax or sigmoid).
void validate_loss(Loss loss, Activation output_activation);

}  // namespace descent
