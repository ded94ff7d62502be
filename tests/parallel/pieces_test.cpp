#include <bit>

#include "parallel/pieces.h"
#include "support/catch.h"

namespace descent::parallel {
namespace {

const std::vector<std::size_t> batches = {0,    1,    15,   16,   255,   256,   257,   511,   512,   513,   1023,
                                          1024, 2047, 2048, 4097, 10000, 16383, 16384, 16385, 60000, 65536, 1000003};

}  // namespace

TEST_CASE("The number of pieces is a power of two, each of at least the smallest size, and limited") {
    for (const std::size_t patterns : batches) {
        const std::size_t count = piece_count(patterns);
        INFO(patterns << " patterns");
        CHECK(std::has_single_bit(count));
        CHECK(count <= most_pieces);
        if (count > 1) CHECK(patterns / count >= smallest_piece);
        if (count < most_pieces) CHECK(patterns < 2 * count * smallest_piece);  // as many as fit
    }
}

TEST_CASE("Pieces cover the batch in order, without gap, with inner borders at multiples of 16") {
    for (const std::size_t patterns : batches) {
        std::vector<std::size_t> borders = {99, 98};
        piece_borders(patterns, borders);
        INFO(patterns << " patterns");
        REQUIRE(borders.size() == piece_count(patterns) + 1);
        CHECK(borders.front() == 0);
        CHECK(borders.back() == patterns);
        for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
            CHECK(borders[i] <= borders[i + 1]);
            CHECK(borders[i] % 16 == 0);
            if (patterns > 0) CHECK(borders[i] < borders[i + 1]);
        }
    }
}

TEST_CASE("Two ranks that halve the pieces hold halves of the same tree") {
    std::vector<std::size_t> borders;
    piece_borders(60000, borders);
    const std::size_t half = borders.size() / 2;
    CHECK(borders[half] == 60000 / 2 / 16 * 16);
}

}  // namespace descent::parallel
