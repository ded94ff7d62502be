#include "base/random.h"

#include <bit>

#include "base/normal.h"

namespace descent {
namespace {

/// splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
std::uint64_t splitmix(std::uint64_t& state) noexcept {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint64_t fnv1a(std::string_view text) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return hash;
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index) {
    // Each part is mixed before the next is added, so that (seed 1, index 2) and (seed 2, index 1) differ.
    std::uint64_t mixed = seed;
    mixed = splitmix(mixed) ^ fnv1a(name);
    mixed = splitmix(mixed) ^ index;
    for (std::uint64_t& word : state_) word = splitmix(mixed);
}

std::uint64_t RandomStream::next() noexcept {
    auto& [s0, s1, s2, s3] = state_;
    const std::uint64_t result = std::rotl(s1 * 5, 7) * 9;
    const std::uint64_t shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = std::rotl(s3, 45);
    return result;
}

double RandomStream::uniform() noexcept { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::uint64_t RandomStream::below(std::uint64_t limit) noexcept {
    // The first 2^64 mod `limit` outcomes are thrown away; the rest is a whole number of rounds of 0..limit-1.
    // They are fewer than `limit`, so most draws need no division to be seen fair.
    std::uint64_t bits = next();
    if (bits < limit) {
        const std::uint64_t unfair = (0 - limit) % limit;
        while (bits < unfair) bits = next();
    }
    return bits % limit;
}

double RandomStream::normal() noexcept { return NormalStream(*this).next(); }

}  // namespace descent
