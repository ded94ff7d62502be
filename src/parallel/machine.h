#pragma once
/// \file
/// What the machine offers to threads: processors, affinity mask, control group's quota, caches, NUMA nodes.

#include <cstddef>
#include <string>
#include <string_view>

namespace descent::parallel {

/// [any thread] all. Threads that the affinity mask and the control group's quota allow; at least 1.
std::size_t available_threads();
std::size_t hardware_threads();
std::size_t affinity_threads();
/// Processors' worth of time that the control group grants; 0: no limit.
double quota_threads();
/// Of the second-level data cache of a core; 512 KiB where the system does not tell.
std::size_t second_cache_bytes();
/// From the kernel, not from tbb::info, which loads a library of topologies (slow, and not possible under sanitizers).
std::size_t numa_nodes();
/// "AMD EPYC 9654 96-Core Processor", or the architecture where the system does not tell.
std::string processor_name();

/// How many numbers a list of the kernel names: "0-3,8" has 5; 0 for nonsense.
std::size_t count_in_list(std::string_view text);

}  // namespace descent::parallel
