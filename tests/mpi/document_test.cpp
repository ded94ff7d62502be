// The commands for mpirun in docs/clusters.md are run, under each MPI.

#include <cstdlib>

#include "house/document_blocks.h"
#include "house/source_tree.h"
#include "mpi/job.h"
#include "support/catch.h"

namespace descent::test {
namespace {

TEST_CASE("the commands for mpirun in docs/clusters.md run under each MPI") {
    std::size_t ran = 0;
    for (const house::Block& block : house::blocks_of(house::source_file("docs/clusters.md").text)) {
        if (block.mark != "mpi") continue;
        for (const std::string& mpi : mpis()) {
            const TemporaryFolder folder;
            INFO(mpi << ": " << block.text);
            CHECK(run_script(mpi, block.text, folder).status == 0);
            ++ran;
        }
    }
    CHECK(ran >= mpis().size());
}

}  // namespace
}  // namespace descent::test
