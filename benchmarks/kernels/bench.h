#pragma once
/// \file
/// How a kernel is measured: every thread has its own arrays, and the counters say what share of the machine's limit
/// the kernel reaches.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <descent/network.h>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "support/clock.h"
#include "support/limits.h"

namespace descent::bench {

/// A padded matrix with numbers in [0, 1), its rows as far apart as the engine puts them.
struct Matrix {
    std::size_t rows, columns, stride;
    AlignedBuffer<float> values;

    Matrix(std::size_t row_count, std::size_t column_count);
    std::size_t width() const { return (columns + 15) / 16 * 16; }
    float* data() { return values.data(); }
};

/// The two threads that the tables of docs/performance.md are about, and one.
inline const std::vector<std::size_t> thread_counts = {1, 2};

/// Those that stand on one element.
#define DESCENT_LISTED(name, Formula, number, onnx_operator) Activation::name,
inline constexpr Activation activations[] = {DESCENT_ELEMENTWISE_ACTIVATIONS(DESCENT_LISTED)};
#undef DESCENT_LISTED

using Call = std::function<void()>;
/// A call of the kernel on arrays of its own; made once for every thread.
using MakeCall = std::function<Call(const kernels::KernelTable&)>;

/// Registers NAME/threads:1 and NAME/threads:2 with the counters gflops and peak_share. `flops`: of one call.
void register_flops(const std::string& name, double flops, MakeCall make);

/// The same with bytes_per_second. `bytes`: that one call reads and writes.
void register_bytes(const std::string& name, double bytes, MakeCall make);

/// The same with bandwidth_share: of the plainest loop over `arrays` arrays of `floats` floats.
void register_stream(const std::string& name, std::size_t arrays, std::size_t floats, MakeCall make);

}  // namespace descent::bench
