#pragma once
/// \file
/// The plainest loops over two, three and four arrays, compiled once for each instruction set: their speed is the
/// bandwidth that update rules are compared with.

#include <cstddef>

namespace descent::bench {

struct StreamTable {
    void (*loops[5])(float* const* arrays, std::size_t floats);  ///< by the number of arrays; 0 and 1: null
};

/// Of each compiled instruction set: see streams/loops.h.
template <class Isa>
const StreamTable& stream_table();

}  // namespace descent::bench
