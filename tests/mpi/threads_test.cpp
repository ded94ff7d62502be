// Threads of a rank: those that the launcher leaves it, or its share of the machine.

#include "cli/data.h"
#include "cli/rank_threads.h"
#include "mpi/job.h"
#include "support/catch.h"

namespace descent::test {
namespace {

using cli::binding_note;
using cli::threads_of_rank;

TEST_CASE("a rank takes its share of the machine, all that it is bound to, or as many threads as are asked for") {
    CHECK(threads_of_rank(0, {.processors = 16, .bound_to = 16, .available = 16, .neighbours = 4}) == 4);
    CHECK(threads_of_rank(0, {.processors = 16, .bound_to = 16, .available = 6, .neighbours = 4}) == 1);
    CHECK(threads_of_rank(0, {.processors = 2, .bound_to = 2, .available = 2, .neighbours = 8}) == 1);
    CHECK(threads_of_rank(0, {.processors = 16, .bound_to = 8, .available = 8, .neighbours = 2}) == 8);
    CHECK(threads_of_rank(3, {.processors = 16, .bound_to = 1, .available = 1, .neighbours = 2}) == 3);
}

TEST_CASE("threads that share processors, and processors that stay idle, are said with the way out") {
    const std::string way_out = ": mpirun --bind-to none, or srun --cpus-per-task, gives it more";
    CHECK(binding_note(4, {.processors = 16, .bound_to = 1, .available = 1, .neighbours = 2}) ==
          "a rank is bound to 1 of 16 processors, which its 4 threads share" + way_out);
    CHECK(binding_note(0, {.processors = 16, .bound_to = 1, .available = 1, .neighbours = 2}) ==
          "a rank is bound to 1 of 16 processors" + way_out);
    CHECK(binding_note(0, {.processors = 16, .bound_to = 8, .available = 8, .neighbours = 2}).empty());
    CHECK(binding_note(1, {.processors = 16, .bound_to = 1, .available = 1, .neighbours = 2}).empty());
    CHECK(binding_note(4, {.processors = 2, .bound_to = 2, .available = 2, .neighbours = 2}).empty());
}

TEST_CASE("a run says once that its ranks are bound to fewer processors than they have threads") {
    for (const std::string& mpi : mpis()) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", flowers());
        const Outcome outcome = run_script(
            mpi,
            "test $(nproc) -gt 1 || exit 0\n"
            "mpirun -n 2 taskset -c 0 descent train --data flowers.csv --target species --hidden 4 --threads 2\n",
            folder);
        INFO(mpi << outcome.err);
        CHECK(outcome.status == 0);
        const std::size_t said = outcome.err.find("which its 2 threads share");
        if (!outcome.err.empty()) REQUIRE(said != std::string::npos);
        CHECK(outcome.err.find("which its 2 threads share", said + 1) == std::string::npos);
    }
}

}  // namespace
}  // namespace descent::test
