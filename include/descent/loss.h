#pragma once
/// \file
/// What is minimised: the mean over the patterns of an update of a cost per pattern, which is a sum over the outputs.
///
/// Contract: a plain value. Which formula `cross_entropy` means follows from the output activation.
///
///     descent::Loss loss = descent::parse_loss("cross-entropy");

#include <string_view>

#include <descent/losses.h>
#include <descent/network.h>

namespace descent {

/// The cost of a pattern with outputs a and targets y. Values stand in files: never change.
///
/// - `mse`: half the squared error, sum_i 1/2 (y_i - a_i)^2, as in "Derivation of Backpropagation".
/// - `cross_entropy`: softmax outputs: -sum_i y_i ln a_i; sigmoid outputs: -sum_i y_i ln a_i + (1-y_i) ln(1-a_i).
/// - `huber`: sum_i of 1/2 e^2 where e = abs(y_i - a_i) is at most d, of d (e - 1/2 d) beyond; d is 1 or what
///   `huber_delta` says.
/// - `mae`: sum_i abs(y_i - a_i).
enum class Loss {
#define DESCENT_ENUMERATOR(name, Formula, number, targets) name = number,
    DESCENT_LOSSES(DESCENT_ENUMERATOR)
#undef DESCENT_ENUMERATOR
};

/// What the targets of a loss can be.
enum class TargetKind {
    any,            ///< classes and numbers
    probabilities,  ///< classes, and numbers in [0, 1]
    numbers,        ///< no classes
};

/// [any thread] Names as users type them: "mse", "cross-entropy". Throws UsageError that lists the names.
std::string_view to_string(Loss loss);
Loss parse_loss(std::string_view name);

/// [any thread]
TargetKind targets_of(Loss loss);

/// [any thread] Throws UsageError when `loss` cannot be computed on outputs of that activation
/// (cross-entropy needs softmax or sigmoid; softmax is for classes).
void validate_loss(Loss loss, Activation output_activation);

/// [any thread] Throws UsageError when `loss` cannot be computed on targets that are classes.
void validate_loss_of_classes(Loss loss);

}  // namespace descent
