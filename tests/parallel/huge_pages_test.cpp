#include "parallel/huge_pages.h"

#include "parallel/memory.h"
#include "support/catch.h"

namespace descent::parallel {

TEST_CASE("Huge pages that an arena got are not more than it asked for, and none where the system gives none") {
    const auto pages = try_huge_pages();
    REQUIRE(pages.has_value() == own_huge_pages().has_value());
    if (!pages) return;
    CHECK(pages->asked == std::uint64_t{64} << 20);
    CHECK(pages->got <= pages->asked);
    if (pages->policy == "never") CHECK(pages->got == 0);
    CHECK(pages->policy.find_first_of("[] \n") == std::string::npos);
}

}  // namespace descent::parallel
