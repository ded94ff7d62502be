#pragma once
/// \file
/// The host's own loops over gradients, one table an instruction set: what is done before a rule sees a gradient.

#include <cstddef>

#include <descent/machine.h>

namespace descent::update {

/// g = factor g; g = min(max(g, -limit), limit); g += decay w; g += l1 sign(w); each only where asked for.
struct Preparation {
    double factor = 1;  ///< of clipping by norm
    double limit = 0;   ///< of clipping by value; 0: none
    double decay = 0;   ///< L2 weight decay; 0: none
    double l1 = 0;      ///< 0: none
};

/// Counts are multiples of 16, pointers aligned to 64 bytes. All functions: [inside a step].
struct LoopTable {
    void (*prepare)(const Preparation& preparation, const float* weights, float* gradient, std::size_t count);
    /// sums[i % 16] += values[i]^2, in double and in order; sums: [16]
    void (*add_squares)(const float* values, std::size_t count, double* sums);
    /// The same of abs(values[i]).
    void (*add_absolutes)(const float* values, std::size_t count, double* sums);
    /// The same of values[i] * others[i].
    void (*add_products)(const float* values, const float* others, std::size_t count, double* sums);
    /// to[i] += factor * from[i], in single precision.
    void (*add_scaled)(float* to, double factor, const float* from, std::size_t count);
    /// Each of 16 columns of `rows` rows: where its Euclidean norm, summed in double and in order, exceeds `limit`, it
    /// is scaled down to it.
    void (*limit_columns)(double limit, float* columns, std::size_t rows, std::size_t stride);
};

/// Of each compiled set, in a file of its own: see isa/loops.h.
template <class Isa>
const LoopTable& loop_table();

/// [any thread] The table of a set that this machine can run.
const LoopTable& loops_for(InstructionSet set);

}  // namespace descent::update
