#pragma once
// Runs the built `descent` on several ranks, as users of MPI do.

#include <utility>

#include "cli/program.h"
#include "support/temporary_folder.h"

namespace descent::test {

/// The MPIs that the build found: "openmpi", "mpich".
const std::vector<std::string>& mpis();

/// A job that runs.
class Job {
public:
    /// That many ranks of each command; more than there are processors share them.
    Job(const std::string& mpi, const std::vector<std::pair<std::size_t, std::string>>& commands,
        const TemporaryFolder& folder);
    Job(const std::string& mpi, std::size_t ranks, const std::string& command, const TemporaryFolder& folder)
        : Job(mpi, {{ranks, command}}, folder) {}

    /// Returns when the folder has that file, or the job has ended.
    void wait_for_file(const std::string& name) const;
    pid_t process_of_rank(std::size_t rank) const;
    Outcome wait() { return launcher_.wait(); }

private:
    const TemporaryFolder& folder_;
    Program launcher_;
};

Outcome run_job(const std::string& mpi, std::size_t ranks, const std::string& command, const TemporaryFolder& folder);
Outcome run_jobs(const std::string& mpi, const std::vector<std::pair<std::size_t, std::string>>& commands,
                 const TemporaryFolder& folder);

/// A shell script in which `mpirun` is that of the MPI, and `descent` the built one.
Outcome run_script(const std::string& mpi, const std::string& script, const TemporaryFolder& folder);

std::string last_line(const std::string& text);

}  // namespace descent::test
