#pragma once
/// \file
/// The one list of activations: the enumeration, its names, the formulas that kernels and tests choose, and the
/// operators of ONNX are all made from it.
///
///     X(name, Formula, number, operator)
///
/// name: as users type it, and the header of its formula, network/activations/NAME.h. Formula: the struct there.
/// number: in files: never change. operator: ONNX's of the same meaning.

#define DESCENT_ELEMENTWISE_ACTIVATIONS(X) \
    X(identity, Identity, 0, "Identity")   \
    X(sigmoid, Sigmoid, 1, "Sigmoid")      \
    X(tanh, Tanh, 2, "Tanh")               \
    X(relu, Relu, 3, "Relu")

/// Over all outputs of a pattern together: for the output layer alone.
#define DESCENT_ROWWISE_ACTIVATIONS(X) X(softmax, Softmax, 4, "Softmax")

#define DESCENT_ACTIVATIONS(X) DESCENT_ELEMENTWISE_ACTIVATIONS(X) DESCENT_ROWWISE_ACTIVATIONS(X)
