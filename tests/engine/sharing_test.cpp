// The clock decides between one thread and all, and is asked again.
#include "engine/sharing.h"

#include "support/catch.h"

namespace descent::engine {
namespace {

/// How many of `steps` steps are shared where a step takes so long shared and alone.
int shared_of(Sharing& sharing, int steps, double shared_seconds, double alone_seconds) {
    int count = 0;
    for (int i = 0; i < steps; ++i) {
        const bool shares = sharing.shares();
        count += shares ? 1 : 0;
        sharing.took(shares ? shared_seconds : alone_seconds);
    }
    return count;
}

}  // namespace

TEST_CASE("Steps are shared where that is faster, but for a few that ask") {
    Sharing sharing;
    const int count = shared_of(sharing, 5080, 1.0, 1.5);
    CHECK(count >= 5000);
    CHECK(count < 5080);
}

TEST_CASE("Steps stay on one thread where sharing loses, but for a few that ask") {
    Sharing sharing;
    const int count = shared_of(sharing, 5080, 1.5, 1.0);
    CHECK(count > 0);
    CHECK(count <= 80);
}

TEST_CASE("The more the other way loses, the more rarely it is tried") {
    Sharing sharing;
    const int count = shared_of(sharing, 100000, 40.0, 1.0);
    CHECK(count > 0);
    CHECK(count * 39 <= 100000 * 0.005 + 4 * 39);  // the last trial may be paid for later
}

TEST_CASE("One slow step does not put off the next trial") {
    Sharing sharing;
    sharing.took(100.0);
    CHECK(shared_of(sharing, 600, 1.1, 1.0) == 3 + 4);
}

TEST_CASE("The choice follows when sharing becomes slower or faster") {
    Sharing sharing;
    shared_of(sharing, 600, 1.0, 1.5);
    CHECK(shared_of(sharing, 2000, 1.5, 1.0) < 1000);
    CHECK(shared_of(sharing, 2000, 1.0, 1.5) > 1000);
}

TEST_CASE("One slow step does not decide") {
    Sharing sharing;
    for (int i = 0; i < 8; ++i) sharing.took(i == 1 ? 100.0 : sharing.shares() ? 1.0 : 1.5);
    CHECK(sharing.shares());
}

}  // namespace descent::engine
