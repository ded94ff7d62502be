// Team::reduce: one tree for every number of threads, shown with joins that are not associative.
#include <cstring>
#include <string>
#include <vector>

#include "parallel/team.h"
#include "support/catch.h"

namespace descent::parallel {
namespace {

/// Joins two texts to "(left right)": the result spells the tree.
class Spelling : public Reduction {
public:
    explicit Spelling(std::size_t pieces) : buffers_(pieces) {}
    void compute(std::size_t piece, std::size_t buffer, std::size_t) override {
        buffers_.at(buffer) = std::to_string(piece);
    }
    void join(std::size_t left, std::size_t right) override {
        buffers_.at(left) = "(" + buffers_.at(left) + " " + buffers_.at(right) + ")";
    }
    const std::string& at(std::size_t buffer) const { return buffers_.at(buffer); }

private:
    std::vector<std::string> buffers_;
};

/// Sums of floats of very different size: another order gives other bits.
class FloatSum : public Reduction {
public:
    explicit FloatSum(std::size_t pieces) : buffers_(pieces) {}
    void compute(std::size_t piece, std::size_t buffer, std::size_t) override {
        const auto bits = static_cast<std::uint32_t>(piece) * 2654435761u;
        buffers_.at(buffer) = (static_cast<float>(bits >> 8) - 8e6f) * (piece % 3 == 0 ? 1e-6f : 1.0f);
    }
    void join(std::size_t left, std::size_t right) override { buffers_.at(left) += buffers_.at(right); }
    float at(std::size_t buffer) const { return buffers_.at(buffer); }

private:
    std::vector<float> buffers_;
};

std::string balanced_tree(std::size_t first, std::size_t end) {
    if (end - first == 1) return std::to_string(first);
    const std::size_t middle = first + (end - first) / 2;
    return "(" + balanced_tree(first, middle) + " " + balanced_tree(middle, end) + ")";
}

}  // namespace

TEST_CASE("Results are joined by the balanced binary tree, whatever the number of threads") {
    for (const std::size_t pieces : {1, 2, 4, 8, 16, 64}) {
        const std::string expected = balanced_tree(0, pieces);
        for (const std::size_t threads : {1, 2, 3, 7, 64}) {
            Team team(threads);
            for (int round = 0; round < 20; ++round) {
                Spelling spelling(pieces);
                const std::size_t total = team.reduce(pieces, spelling);
                REQUIRE(spelling.at(total) == expected);
            }
        }
    }
}

TEST_CASE("Sums of floats have the same bits for every number of threads") {
    Team one(1);
    FloatSum serial(64);
    const float expected = serial.at(one.reduce(64, serial));
    for (const std::size_t threads : {2, 3, 7, 64}) {
        Team team(threads);
        for (int round = 0; round < 50; ++round) {
            FloatSum sum(64);
            const float actual = sum.at(team.reduce(64, sum));
            REQUIRE(std::memcmp(&actual, &expected, sizeof(float)) == 0);
        }
    }
}

TEST_CASE("The sum over pieces depends on its order, so that the tests above can fail") {
    FloatSum sum(64);
    for (std::size_t i = 0; i < 64; ++i) sum.compute(i, i, 0);
    for (std::size_t i = 1; i < 64; ++i) sum.join(0, i);
    Team team(1);
    FloatSum tree(64);
    CHECK(tree.at(team.reduce(64, tree)) != sum.at(0));
}

}  // namespace descent::parallel
