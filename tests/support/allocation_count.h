#pragma once
/// \file
/// How often this program has asked for memory. Link descent_allocation_count to use it.

#include <cstddef>

namespace descent::test {

/// [any thread] Calls of operator new so far.
std::size_t allocation_count();

}  // namespace descent::test
