#include "parallel/machine.h"
#include "support/catch.h"

namespace descent::parallel {

TEST_CASE("Lists of the kernel are counted") {
    CHECK(count_in_list("0\n") == 1);
    CHECK(count_in_list("0-3,8\n") == 5);
    CHECK(count_in_list("0-1,4-5,7") == 5);
    for (const char* text : {"", "\n", "x", "3-1", "0-", "0 1", "-1", "1,,2"}) {
        INFO("'" << text << "'");
        CHECK(count_in_list(text) == 0);
    }
}

TEST_CASE("A machine offers at least one thread and one node, and not more threads than its mask allows") {
    CHECK(hardware_threads() >= 1);
    CHECK(affinity_threads() >= 1);
    CHECK(available_threads() >= 1);
    CHECK(available_threads() <= affinity_threads());
    CHECK(quota_threads() >= 0);
    CHECK(numa_nodes() >= 1);
    CHECK(second_cache_bytes() >= std::size_t{64} << 10);
    CHECK_FALSE(processor_name().empty());
}

}  // namespace descent::parallel
