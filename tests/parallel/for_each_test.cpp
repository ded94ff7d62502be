// Team::for_each: who is called, how often, and by whom.
#include <atomic>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "parallel/machine.h"
#include "parallel/team.h"
#include "support/catch.h"

namespace descent::parallel {
namespace {

const std::vector<std::size_t> team_sizes = {1, 2, 3, 7, 64};

}  // namespace

TEST_CASE("Every index is visited once, for any number of threads and of indices") {
    for (const std::size_t threads : team_sizes) {
        Team team(threads);
        for (const std::size_t count : {0, 1, 2, 3, 15, 64, 1000}) {
            std::vector<std::atomic<int>> visits(count);
            team.for_each(count, [&](std::size_t i, std::size_t) { ++visits.at(i); });
            INFO(threads << " threads, " << count << " indices");
            for (const auto& n : visits) CHECK(n == 1);
        }
    }
}

TEST_CASE("Worker numbers lie below the team's size and no two threads hold one at the same time") {
    for (const std::size_t threads : team_sizes) {
        Team team(threads);
        std::vector<std::atomic<int>> inside(threads);
        std::atomic<int> clashes{0}, too_large{0};
        for (int round = 0; round < 50; ++round) {
            team.for_each(200, [&](std::size_t, std::size_t worker) {
                if (worker >= threads) {
                    ++too_large;
                    return;
                }
                if (inside[worker].fetch_add(1) != 0) ++clashes;
                volatile float work = 1;
                for (int i = 0; i < 100; ++i) work = work * 1.01f;
                inside[worker].fetch_sub(1);
            });
        }
        CHECK(too_large == 0);
        CHECK(clashes == 0);
    }
}

TEST_CASE("An exception of a body reaches the caller, and the team goes on working") {
    for (const std::size_t threads : team_sizes) {
        Team team(threads);
        for (int round = 0; round < 3; ++round) {
            try {
                team.for_each(100, [](std::size_t i, std::size_t) {
                    if (i == 57) throw std::runtime_error("index 57");
                });
                FAIL("nothing was thrown");
            } catch (const std::runtime_error& error) {
                CHECK(std::string(error.what()) == "index 57");
            }
            std::atomic<int> visits{0};
            team.for_each(100, [&](std::size_t, std::size_t) { ++visits; });
            CHECK(visits == 100);
        }
    }
}

TEST_CASE("A team of one runs on the calling thread, in order") {
    Team team(1);
    std::vector<std::size_t> order;
    team.for_each(20, [&](std::size_t i, std::size_t worker) {
        CHECK(worker == 0);
        order.push_back(i);
    });
    REQUIRE(order.size() == 20);
    for (std::size_t i = 0; i < order.size(); ++i) CHECK(order[i] == i);
}

TEST_CASE("A body may be a temporary, a constant or refer to its caller's variables") {
    Team team(3);
    std::atomic<std::size_t> sum{0};
    const auto add = [&sum](std::size_t i, std::size_t) { sum += i; };
    team.for_each(10, add);
    team.for_each(10, [&sum](std::size_t i, std::size_t) mutable { sum += i; });
    CHECK(sum == 90);
}

TEST_CASE("Denormal numbers are kept on every thread") {
    for (const std::size_t threads : team_sizes) {
        Team team(threads);
        std::atomic<int> lost{0};
        team.for_each(500, [&](std::size_t, std::size_t) {
            volatile float smallest_normal = std::numeric_limits<float>::min();
            volatile float half = smallest_normal * 0.5f;
            volatile float again = half * 2.0f;
            if (half == 0.0f || again != smallest_normal) ++lost;
        });
        CHECK(lost == 0);
    }
}

TEST_CASE("A team of size zero takes what the machine grants") {
    Team team;
    CHECK(team.size() == available_threads());
    CHECK(team.size() >= 1);
    CHECK(Team(5).size() == 5);
}

TEST_CASE("Several teams of different sizes live side by side") {
    Team small(2), large(5);
    for (int round = 0; round < 10; ++round) {
        std::atomic<int> visits{0};
        small.for_each(40, [&](std::size_t, std::size_t worker) { visits += worker < 2 ? 1 : 1000; });
        large.for_each(40, [&](std::size_t, std::size_t worker) { visits += worker < 5 ? 1 : 1000; });
        CHECK(visits == 80);
    }
}

}  // namespace descent::parallel
