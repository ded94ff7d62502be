#pragma once
/// \file
/// The one list of activations: the enumeration, its names, the formulas that kernels and tests choose, and the
/// operators of ONNX are all made from it.
///
///     X(name, Formula, number, operator)
///
/// name: as users type it, with dashes; and the header of its formula, network/activations/NAME.h. Formula: the struct
/// there. number: in files: never change. operator: ONNX's of the same meaning with its defaults, or an expression of
/// ONNX's operators and numbers in z.

#define DESCENT_ELEMENTWISE_ACTIVATIONS(X)   \
    X(identity, Identity, 0, "Identity")     \
    X(sigmoid, Sigmoid, 1, "Sigmoid")        \
    X(tanh, Tanh, 2, "Tanh")                 \
    X(relu, Relu, 3, "Relu")                 \
    X(leaky_relu, LeakyRelu, 5, "LeakyRelu") \
    X(elu, Elu, 6, "Elu")                    \
    X(selu, Selu, 7, "Selu")                 \
    X(softplus, Softplus, 8, "Softplus")     \
    X(silu, Silu, 9, "Mul(z, Sigmoid(z))")   \
    X(gelu, Gelu, 10, "Mul(z, Mul(0.5, Add(1, Erf(Mul(0.70710678118654752, z)))))")

/// Over all outputs of a pattern together: for the output layer alone.
#define DESCENT_ROWWISE_ACTIVATIONS(X) X(softmax, Softmax, 4, "Softmax")

#define DESCENT_ACTIVATIONS(X) DESCENT_ELEMENTWISE_ACTIVATIONS(X) DESCENT_ROWWISE_ACTIVATIONS(X)
