#pragma once
/// \file
/// The one list of losses: the enumeration, its names, what targets they take, and the formulas that kernels and tests
/// choose are all made from it.
///
///     X(name, Formula, number, targets)
///
/// name: as users type it, with dashes; and the header of its formula, network/losses/NAME.h. Formula: the struct
/// there. number: in files: never change. targets: a TargetKind of loss.h.

#define DESCENT_LOSSES(X)                            \
    X(mse, SquaredError, 0, any)                     \
    X(cross_entropy, CrossEntropy, 1, probabilities) \
    X(huber, Huber, 2, numbers)                      \
    X(mae, AbsoluteError, 3, numbers)
