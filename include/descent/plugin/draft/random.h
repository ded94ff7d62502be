#ifndef DESCENT_PLUGIN_DRAFT_RANDOM_H
#define DESCENT_PLUGIN_DRAFT_RANDOM_H
/*
 * Random numbers that are a function of seed, step, position and draw alone, draft: the same bits on any threads, in
 * any order and after resuming, with no state. Seed and position are those of run.h and placed_loops.h.
 *
 *     descent_random_key key = descent_random_keys(place->seed, step->count, 0);
 *     float u = descent_random_uniform(key, place->position + i);
 *
 * A key is mixed by SplitMix64 (Steele, Lea and Flood 2014), a position by two rounds of a 32-bit hash of low bias
 * (Wellons, "Hash Prospector", 2018). Good for noise, not for secrets. All functions: [any thread], [inside a step].
 */

#include <stdint.h>

typedef struct descent_random_key {
    uint32_t first;
    uint32_t second;
} descent_random_key;

static inline uint64_t descent_random_mix(uint64_t a) {
    a += 0x9e3779b97f4a7c15u;
    a = (a ^ (a >> 30)) * 0xbf58476d1ce4e5b9u;
    a = (a ^ (a >> 27)) * 0x94d049bb133111ebu;
    return a ^ (a >> 31);
}

/* `draw`: 0, 1, ... where a position needs several numbers in one step. */
static inline descent_random_key descent_random_keys(uint64_t seed, uint64_t step, uint32_t draw) {
    const uint64_t mixed = descent_random_mix(descent_random_mix(descent_random_mix(seed) ^ step) ^ draw);
    descent_random_key key;
    key.first = (uint32_t)mixed;
    key.second = (uint32_t)(mixed >> 32);
    return key;
}

/* 32 random bits. Positions are told apart below 2^32. */
static inline uint32_t descent_random_bits(descent_random_key key, uint64_t position) {
    uint32_t x = (uint32_t)position ^ key.first;
    x = (x ^ (x >> 16)) * 0x7feb352du;
    x = (x ^ (x >> 15)) * 0x846ca68bu;
    x = (x ^ (x >> 16)) + key.second;
    x = (x ^ (x >> 16)) * 0x7feb352du;
    x = (x ^ (x >> 15)) * 0x846ca68bu;
    return x ^ (x >> 16);
}

/* In [0, 1), a multiple of 2^-24. */
static inline float descent_random_uniform(descent_random_key key, uint64_t position) {
    return (float)(int32_t)(descent_random_bits(key, position) >> 8) * 0x1p-24f;
}

/*
 * Of mean 0 and deviation 1: a sum of twelve uniform numbers, bent to a normal distribution by a polynomial (Teichroew
 * 1953, in Knuth, "The Art of Computer Programming", volume 2, 3.4.1). Distribution function within 2e-5 of the normal
 * one, none beyond 8.7. In whole numbers up to one rounding at the end: the same bits everywhere.
 */
static inline float descent_random_normal(descent_random_key key, uint64_t position) {
    /* a1, a3, ... a9 of the polynomial, times 2^30 */
    static const int64_t factor[5] = {4241114997, 271021868, 82187326, 8972152, 32104640};
    int64_t sum = -6 * 65535, square, odd;
    int i;
    for (i = 0; i < 6; ++i) {
        const uint32_t bits = descent_random_bits(key, position);
        sum += (int64_t)(bits >> 16) + (int64_t)(bits & 0xffff);
        key.first += 0x9e3779b9u;
        key.second += 0x85ebca6bu;
    }
    square = (sum * sum) >> 18; /* of sum / 2^18, times 2^18 */
    odd = factor[4];
    for (i = 3; i >= 0; --i) odd = ((odd * square) >> 18) + factor[i];
    return (float)((double)(odd * sum) * 0x1p-48);
}

#endif
