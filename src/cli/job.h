#pragma once
/// \file
/// The job that the program is a rank of: it begins, speaks and ends as one program. Rank 0 speaks; what goes wrong at
/// another is said with its rank.
///
///     Job job(console);
///     return job.end(command(job.ranks()));      // or job.fail(line, status)

#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/console.h"
#include "parallel/meeting.h"
#include "parallel/mpi_ranks.h"

namespace descent::cli {

/// Where the modules for MPI lie: beside the program, or where it was installed.
std::vector<std::string> module_folders();

class Job {
public:
    /// Joins the ranks that a launcher started with this process; alone where none did. Throws Error when the module
    /// for its MPI is missing or does not start.
    explicit Job(Console& console);

    parallel::Ranks& ranks();

    /// [one thread] The command is done: the status of the program.
    int end(int status);
    /// [one thread] The command failed. Says so once, for all ranks that have not begun their run yet; ends those that
    /// have.
    int fail(const std::string& line, int status);
    /// [one thread] All ranks were refused alike.
    int refuse(const parallel::Refused& refusal);

private:
    Console& console_;
    std::optional<parallel::MpiRanks> ranks_;
};

}  // namespace descent::cli
