#pragma once
/// \file
/// Which units a pattern drops: random numbers by counter, so that a number depends on its place alone and not on who
/// draws it, nor in which order. Compiled once per instruction set: includes next to nothing.

#include <cstdint>

#include <descent/value.h>

namespace descent::network {

/// Four random words for a counter of four words and a key of two. Source: Salmon et al. 2011, "Parallel Random
/// Numbers: As Easy as 1, 2, 3": Philox4x32-10. Enters trained bits: never change.
struct Philox {
    static constexpr int rounds = 10;

    DESCENT_INLINE static void draw(std::uint32_t (&counter)[4], std::uint64_t key) {
        auto low = static_cast<std::uint32_t>(key), high = static_cast<std::uint32_t>(key >> 32);
        for (int round = 0; round < rounds; ++round) {
            const std::uint64_t first = std::uint64_t{0xD2511F53} * counter[0];
            const std::uint64_t second = std::uint64_t{0xCD9E8D57} * counter[2];
            counter[0] = static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ low;
            counter[1] = static_cast<std::uint32_t>(second);
            counter[2] = static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ high;
            counter[3] = static_cast<std::uint32_t>(first);
            low += 0x9E3779B9;
            high += 0xBB67AE85;
        }
    }
};

/// Inverted dropout: an activation is dropped with probability P, else multiplied by 1 / (1 - P), so that sums keep
/// their mean and evaluation needs no factor. Source: Srivastava et al. 2014; scaled as in PyTorch and Keras.
struct Dropout {
    std::uint64_t key;        ///< of the seed and the layer
    std::uint64_t draw;       ///< of the step
    std::uint32_t threshold;  ///< P 2^32: smaller words drop
    float scale;              ///< 1 / (1 - P)

    static constexpr int units = 4;  ///< that one call is for

    /// The factors on units [4 block, 4 block + 4) of the pattern at `position` of the batch: 0 or `scale`.
    DESCENT_INLINE void factors(std::uint32_t block, std::uint32_t position, float* to) const {
        std::uint32_t words[4] = {block, position, static_cast<std::uint32_t>(draw),
                                  static_cast<std::uint32_t>(draw >> 32)};
        Philox::draw(words, key);
        for (int i = 0; i < units; ++i) to[i] = words[i] < threshold ? 0.0f : scale;
    }
};

}  // namespace descent::network
