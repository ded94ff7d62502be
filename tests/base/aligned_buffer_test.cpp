#include "base/aligned_buffer.h"

#include <algorithm>
#include <cstdint>

#include "support/catch.h"

using descent::AlignedBuffer;

TEST_CASE("An aligned buffer of any size starts on 64 bytes and holds zeros") {
    for (const std::size_t size : {1, 15, 16, 17, 4099, 1 << 20}) {
        const AlignedBuffer<float> buffer(size);
        CHECK(reinterpret_cast<std::uintptr_t>(buffer.data()) % 64 == 0);
        CHECK(buffer.size() == size);
        CHECK(std::ranges::all_of(buffer.span(), [](float value) { return value == 0.0f; }));
    }
}

TEST_CASE("An aligned buffer may be empty") {
    CHECK(AlignedBuffer<double>().span().empty());
    CHECK(AlignedBuffer<double>(0).span().empty());
}

TEST_CASE("An aligned buffer refuses a size whose bytes cannot be counted") {
    CHECK_THROWS_AS(AlignedBuffer<double>(SIZE_MAX / 4), std::bad_alloc);
}
