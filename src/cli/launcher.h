#pragma once
/// \file
/// Whether this process is one of several that an MPI launcher started, by the variables that it sets.

#include <cstddef>
#include <optional>
#include <string>

namespace descent::cli {

struct Launch {
    std::string mpi;   ///< whose ranks it started: a name of `parallel::mpi_names`
    std::string rank;  ///< as the launcher counts
    std::size_t size;
    std::size_t on_machine;  ///< of the ranks, on this machine
};

/// Nothing for a process that was started alone, or as the only rank.
std::optional<Launch> launch_of_this_process();

}  // namespace descent::cli
