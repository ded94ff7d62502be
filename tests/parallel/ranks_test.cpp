// The nodes of the tree that a rank has, and what ranks tell each other.
#include <numeric>

#include "parallel/meeting.h"
#include "parallel/nodes.h"
#include "parallel/ranks.h"
#include "support/catch.h"
#include "support/ranks_in_threads.h"

namespace descent::parallel {
namespace {

TEST_CASE("Ranks have all pieces in order, each as whole nodes of the tree, as equal in number as pieces allow") {
    for (const std::size_t pieces : {1, 2, 4, 8, 16, 32, 64}) {
        for (std::size_t ranks = 1; ranks <= 70; ++ranks) {
            INFO(pieces << " pieces, " << ranks << " ranks");
            std::size_t next = 0, fewest = pieces, most = 0;
            for (std::size_t rank = 0; rank < ranks; ++rank) {
                std::size_t own = 0;
                for (const Node& node : nodes_of(rank, ranks, pieces)) {
                    CHECK(node.first == next);
                    CHECK(std::has_single_bit(node.count));
                    CHECK(node.first % node.count == 0);
                    next += node.count;
                    own += node.count;
                }
                fewest = std::min(fewest, own);
                most = std::max(most, own);
            }
            CHECK(next == pieces);
            CHECK(most - fewest <= 1);
        }
    }
}

TEST_CASE("Of three ranks and eight pieces the second has pieces 3, 4 and 5 in two nodes") {
    CHECK(nodes_of(1, 3, 8) == std::vector<Node>{{3, 1}, {4, 2}});
    CHECK(nodes_of(0, 2, 8) == std::vector<Node>{{0, 4}});
    CHECK(nodes_of(1, 3, 1).empty());
}

TEST_CASE("What rank 0 broadcasts reaches every rank") {
    for (const std::size_t size : {1, 2, 3, 4, 7, 8, 13}) {
        std::vector<std::vector<int>> numbers(size, std::vector<int>(1000, -1));
        std::iota(numbers[0].begin(), numbers[0].end(), 5);
        test::run_on_ranks(
            size, [&](Ranks& ranks) { broadcast(ranks, std::as_writable_bytes(std::span(numbers[ranks.rank()]))); });
        for (const std::vector<int>& received : numbers) CHECK(received == numbers[0]);
    }
}

TEST_CASE("The texts of all ranks reach every rank, empty and long ones") {
    const std::vector<std::string> texts = {"", "one", std::string(100000, 'x'), "three"};
    std::vector<std::vector<std::string>> received(texts.size());
    test::run_on_ranks(texts.size(),
                       [&](Ranks& ranks) { received[ranks.rank()] = texts_of_all(ranks, texts[ranks.rank()]); });
    for (const auto& of_rank : received) CHECK(of_rank == texts);
}

using Kind = Statement::Kind;

/// What `first_failure` makes of statements that travelled.
std::optional<Refused> failure_of(const std::vector<Statement>& told) {
    std::vector<std::vector<Statement>> heard(told.size());
    std::vector<int> met_before(told.size(), 1), met_after(told.size(), 0);
    test::run_on_ranks(told.size(), [&](Ranks& ranks) {
        met_before[ranks.rank()] = ranks.have_met();
        heard[ranks.rank()] = meet(ranks, told[ranks.rank()]);
        met_after[ranks.rank()] = ranks.have_met();
    });
    CHECK(met_before == std::vector<int>(told.size(), 0));
    CHECK(met_after == std::vector<int>(told.size(), 1));
    return first_failure(heard.back());
}

TEST_CASE("An error of one rank is told with its number, one of all without") {
    CHECK_FALSE(failure_of({{Kind::joins, 0, "a run"}, {Kind::leaves, 0, ""}}));
    const auto one = failure_of({{Kind::joins, 0, "a run"}, {Kind::fails, 2, "no such file"}});
    REQUIRE(one);
    CHECK(std::string(one->what()) == "rank 1: no such file");
    CHECK(one->status() == 2);
    const auto all = failure_of({{Kind::fails, 1, "no such file"}, {Kind::fails, 1, "no such file"}});
    REQUIRE(all);
    CHECK(std::string(all->what()) == "no such file");
}

}  // namespace
}  // namespace descent::parallel
