#include "data/shuffle.h"

#include <utility>

#include "base/random.h"

namespace descent::data {

void shuffle(std::span<std::uint32_t> rows, std::uint64_t seed, std::uint64_t epoch) {
    RandomStream stream(seed, "shuffle", epoch);
    for (std::size_t left = rows.size(); left > 1; --left) std::swap(rows[left - 1], rows[stream.below(left)]);
}

}  // namespace descent::data
