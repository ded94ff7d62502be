#pragma once
/// \file
/// The ranks of an MPI job, through a module that is loaded at run time (parallel/mpi/interface.h).
///
///     MpiRanks ranks("/usr/lib/descent/descent_mpi_openmpi.so");
///     ...
///     ranks.finish();

#include <string>
#include <vector>

#include "parallel/mpi/interface.h"
#include "parallel/ranks.h"

namespace descent::parallel {

/// The MPIs that a build may have a module for: "openmpi", "mpich".
const std::vector<std::string>& mpi_names();

/// [any thread] Where the module of that MPI lies, of those that the folders hold; empty: none does.
std::string mpi_module(const std::string& name, const std::vector<std::string>& folders);

/// [any thread] The version of the MPI that a module was built for, in its own words, or why it cannot be loaded.
std::string describe_mpi(const std::string& module);

class MpiRanks final : public Ranks {
public:
    /// Joins the job that this process was started in. Throws Error when the module cannot be loaded or MPI does not
    /// start.
    explicit MpiRanks(const std::string& module);

    std::size_t rank() const override { return rank_; }
    std::size_t size() const override { return size_; }
    void exchange(std::span<const Sent> sends, std::span<const Received> receives) override;

    /// [one thread] Waits for all ranks; nothing may be called behind it.
    void finish();
    /// [one thread] Ends all ranks.
    void abort(int status);

private:
    const descent_mpi* mpi_;
    std::size_t rank_ = 0, size_ = 1;
    std::vector<descent_transfer> sends_, receives_;
};

}  // namespace descent::parallel
