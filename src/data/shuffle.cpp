#include "data/shuffle.h"

#include <utility>

namespace descent::data {

void shuffle(std::span<std::uint32_t> numbers, RandomStream& stream) {
    for (std::size_t left = numbers.size(); left > 1; --left) {
        std::swap(numbers[left - 1], numbers[stream.below(left)]);
    }
}

void shuffle(std::span<std::uint32_t> rows, std::uint64_t seed, std::uint64_t epoch) {
    RandomStream stream(seed, "shuffle", epoch);
    shuffle(rows, stream);
}

}  // namespace descent::data
