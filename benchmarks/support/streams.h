#pragma once
/// \file
/// The plainest loops over two, three and four arrays, compiled once for each instruction set: their speed is the
/// bandwidth that update rules are compared with.

#include <cstddef>

namespace descent::bench {

struct StreamTable {
    void (*loops[5])(float* const* arrays, std::size_t floats);  ///< by the number of arrays; 0 and 1: null
};

extern const StreamTable baseline_streams, avx2_streams, avx512_streams, neon_streams;

}  // namespace descent::bench
