#pragma once
/// \file
/// What every instruction set offers: one table of functions, chosen by dispatch.
///
/// Shapes: all matrices are row after row, 64-byte aligned, rows padded to 16 floats; `columns` counts floats and is
/// a multiple of 16. Every function: [inside a step]; no allocation, no exception, no state.

#include <cstddef>
#include <cstdint>

#include <descent/dataset.h>
#include <descent/expansion.h>
#include <descent/loss.h>
#include <descent/machine.h>
#include <descent/network.h>

#include "network/dropout.h"

namespace descent::kernels {

inline constexpr std::size_t lane_count = 16;     ///< fixed width of sums across lanes, on every instruction set
inline constexpr std::size_t cost_patterns = 16;  ///< patterns whose costs are summed before they leave float32

/// a[p][j] = f(sum_k x[p][k] w[k][j] + bias[j])
struct DenseForward {
    const float* x;
    std::size_t x_stride;
    const float* w;
    std::size_t w_stride;
    const float* bias;
    float* a;
    std::size_t a_stride;
    std::size_t patterns, fan_in, columns;
    Activation activation;  ///< identity for the last layer: `output_layer` takes its sums
    /// With rows as those of a: set to f'(sum) where f' does not follow from a; null: not wanted.
    float* slopes = nullptr;
};

/// below[p][k] = (sum_j delta[p][j] w[k][j]) f', by kept[p][k]
struct DeltaBelow {
    const float* delta;
    std::size_t delta_stride;
    const float* w;  ///< [units][w_stride], padding zero
    std::size_t w_stride;
    const float* kept;  ///< outputs of the layer below, or their slopes
    std::size_t kept_stride;
    float* below;
    std::size_t below_stride;
    std::size_t patterns, fan_out;
    std::size_t units;      ///< of the layer below, without padding; the padding of their deltas becomes zero
    Activation activation;  ///< of the layer below
    bool kept_are_slopes = false;
};

/// a[p][j] = m a[p][j], slopes[p][j] = m f', m the factor of unit j of the pattern at position + p of the batch
struct DropUnits {
    float* a;
    std::size_t a_stride;
    float* slopes;  ///< with rows as those of a; in: f' where it does not follow from a
    std::size_t patterns, columns;
    Activation activation;
    network::Dropout random;
    std::size_t position;
    std::size_t first_unit = 0;  ///< of the layer, where a begins; a multiple of 16
};

/// gradient[k][j] = sum_p a[p][k] delta[p][j], bias[j] = sum_p delta[p][j], summed piece by piece, pieces combined by a
/// binary tree
struct WeightGradient {
    const float* a;
    std::size_t a_stride;
    const float* delta;
    std::size_t delta_stride;  ///< 0: `delta` was made by `pack_panels`
    float* gradient;
    std::size_t gradient_stride;
    const std::size_t* pieces;  ///< [piece_count + 1] first pattern of each piece, and the end
    std::size_t piece_count;    ///< a power of two
    std::size_t rows, columns;
    bool accumulate;          ///< add to what `gradient` and `bias` hold (one piece only)
    float* bias = nullptr;    ///< null: not wanted; needs rows > 0
    float* panels = nullptr;  ///< room for `panel_floats` numbers of `a`; null: it is read where it stands
};

/// The columns of a matrix as panels, each as wide as a tile and contiguous: the panel that begins at column j stands
/// at packed + patterns * j. So a tile's rows lie side by side, whatever the stride was.
struct PackPanels {
    const float* from;
    std::size_t from_stride;
    float* packed;
    std::size_t patterns, columns;  ///< of the whole matrix
    std::size_t first, end;         ///< patterns to pack
};

/// c = alpha x y + beta d, where x(r, s) = x[r * x_row + s * x_sum], sums over s in order; c is none of the others.
struct MatrixProduct {
    const float* x;
    std::size_t x_row, x_sum;
    const float* y;  ///< [terms][columns], or its transpose
    std::size_t y_stride;
    bool y_is_transposed;
    std::size_t y_rows;  ///< of a transposed y: those that are no padding of c's columns
    const float* d;      ///< null: none
    std::size_t d_stride;
    float* c;
    std::size_t c_stride;
    float alpha, beta;
    std::size_t rows, terms;
    std::size_t first_column, columns;  ///< of c: [first_column, columns), multiples of 48 and of 16
    bool upper;                         ///< what lies left below the diagonal is not wanted
};

/// From the last layer's sums z to its outputs a (in place), the loss, and delta = dC/dz.
struct OutputLayer {
    float* a;  ///< in: z
    std::size_t a_stride;
    const float* y;  ///< [patterns][columns] targets, padding zero; null: outputs only
    std::size_t y_stride;
    float* delta;  ///< null: none wanted
    std::size_t delta_stride;
    const float* pattern_weights;  ///< [patterns] factor on each pattern's cost; null: 1
    float scale;                   ///< factor on every delta: 1 / patterns of the update
    std::size_t patterns, outputs, columns;
    Loss loss;
    Activation activation;
    float* costs;  ///< [patterns / 16, rounded up][lane_count] set to sums of the cost over 16 patterns, by lanes
    const std::uint32_t* labels;  ///< [patterns] their classes; null: no classes
    std::uint32_t* correct;       ///< [patterns / 16, rounded up] set to how many outputs are largest at their class
    float huber_delta = 1;        ///< border of the loss huber
};

/// out[i][c] = (in[rows[i]][c] - shift[c]) * scale[c]; padding is left as it is
struct GatherInputs {
    const std::byte* in;
    ElementType type;
    std::size_t in_columns;
    const std::uint32_t* rows;
    const float* shift;  ///< of u8 and f32
    const float* scale;
    const double* wide_shift;  ///< of the other types
    const double* wide_scale;
    const double* fill;  ///< stands for NaN among f64; null: there is none
    float* out;
    std::size_t out_stride;
    std::size_t patterns;
};

/// A list of an `Expansion`.
struct InputRanges {
    const InputRange* first;
    const InputRange* end;
};

/// out[i] = the stored columns in[rows[i]] as inputs, scaled; padding is left as it is
struct ExpandInputs {
    const std::byte* in;  ///< doubles
    std::size_t in_columns;
    const std::uint32_t* rows;
    InputRanges numbers, categories, indicators;
    const double* shift;  ///< one an input, as all below
    const double* scale;
    const float* zeros;  ///< what 0, 1 and a missing value are once they are scaled
    const float* ones;
    const float* fills;
    float* out;
    std::size_t out_stride;
    std::size_t patterns, inputs;
};

/// The one list of kernels: X(name, result, parameters). Each stands in kernels/NAME.h as a template on the instruction
/// set, and is compiled alone for each of them.
#define DESCENT_KERNELS(X)                                                                       \
    X(dense_forward, void, (const DenseForward&))                                                \
    X(delta_below, void, (const DeltaBelow&))                                                    \
    X(weight_gradient, void, (const WeightGradient&))                                            \
    X(panel_floats, std::size_t,                                                                 \
      (std::size_t patterns)) /* that weight_gradient packs its inputs into; 0: it never does */ \
    X(pack_panels, void, (const PackPanels&))                                                    \
    X(matrix_product, void, (const MatrixProduct&))                                              \
    X(output_layer, void, (const OutputLayer&))                                                  \
    X(gather_inputs, void, (const GatherInputs&))                                                \
    X(expand_inputs, void, (const ExpandInputs&))                                                \
    X(dropout, void, (const DropUnits&))                                                         \
    X(add, void, (float* to, const float* from, std::size_t count)) /* to[i] += from[i] */       \
    X(peak_flops, double, (std::uint64_t rounds))                   /* FMAs on registers alone; returns the flops */

struct KernelTable {
    InstructionSet instruction_set;
#define DESCENT_MEMBER(name, result, parameters) result(*name) parameters;
    DESCENT_KERNELS(DESCENT_MEMBER)
#undef DESCENT_MEMBER
};

#define DESCENT_DECLARE(name, result, parameters) \
    template <class Isa>                          \
    result name parameters;
DESCENT_KERNELS(DESCENT_DECLARE)
#undef DESCENT_DECLARE

}  // namespace descent::kernels
