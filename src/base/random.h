#pragma once
/// \file
/// Random numbers that are the same on every machine: named streams made from one seed.
///
/// Contract: a stream depends on its seed, name and index alone, never on what other streams were asked for. Every
/// step is integer arithmetic, exact floating point or descent::log. [one thread]
///
///     descent::RandomStream stream(seed, "shuffle", epoch);
///     const std::uint64_t die = 1 + stream.below(6);

#include <array>
#include <cstdint>
#include <string_view>

namespace descent {

/// xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), whose state is
/// filled by splitmix64 from the seed, the FNV-1a hash of the name, and the index. Streams enter trained bits and
/// checkpoints: never change.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index = 0);

    /// 64 random bits.
    std::uint64_t next() noexcept;
    /// In [0, 1): a multiple of 2^-53.
    double uniform() noexcept;
    /// In [0, limit), every number equally likely; `limit` > 0.
    std::uint64_t below(std::uint64_t limit) noexcept;
    /// Mean 0, standard deviation 1: the first of a pair (normal.h), the other is not kept.
    double normal() noexcept;

private:
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace descent
