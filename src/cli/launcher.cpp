#include "cli/launcher.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"

namespace descent::cli {
namespace {

/// The variables of one launcher.
struct Variables {
    const char* mpi;
    const char* rank;
    const char* size;
    const char* on_machine;
};

// The first whose variables are there. mpirun of Open MPI; srun with PMIx, which Open MPI speaks; mpirun of MPICH and
// its relatives, and srun with PMI-2.
constexpr std::array<Variables, 3> launchers = {
    {{"openmpi", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_SIZE"},
     {"openmpi", "PMIX_RANK", "SLURM_STEP_NUM_TASKS", "SLURM_NTASKS_PER_NODE"},
     {"mpich", "PMI_RANK", "PMI_SIZE", "MPI_LOCALNRANKS"}}};

/// 1 where the variable is missing or no number.
std::size_t count_in(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? 1 : parse_number<std::size_t>(text).value_or(1);
}

}  // namespace

std::optional<Launch> launch_of_this_process() {
    for (const Variables& names : launchers) {
        const char* const rank = std::getenv(names.rank);
        if (rank == nullptr || std::getenv(names.size) == nullptr) continue;
        const std::size_t count = count_in(names.size);
        if (count < 2) return std::nullopt;
        return Launch{names.mpi, printable(rank), count, std::max<std::size_t>(1, count_in(names.on_machine))};
    }
    return std::nullopt;
}

}  // namespace descent::cli
