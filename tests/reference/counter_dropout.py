"""Which units a step drops, from the description in docs/decisions.md (25), in Python's unbounded integers. Used by
write_training_run.py."""

WORD, LONG = (1 << 32) - 1, (1 << 64) - 1


def rotated(x, bits):
    return ((x << bits) | (x >> (64 - bits))) & LONG


def splitmix(state):
    """The state that follows, and its number."""
    state = (state + 0x9E3779B97F4A7C15) & LONG
    z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & LONG
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & LONG
    return state, z ^ (z >> 31)


def first_of_stream(seed, name, index=0):
    """The first number of xoshiro256**, whose state is filled from seed, name and index."""
    label = 0xCBF29CE484222325
    for byte in name.encode():
        label = ((label ^ byte) * 0x100000001B3) & LONG
    state = splitmix(seed)[1] ^ label
    state = splitmix(state)[1] ^ index
    state, _ = splitmix(state)
    second = splitmix(state)[1]
    return rotated(second * 5 & LONG, 7) * 9 & LONG


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011): four words of a counter of four and a key of two."""
    (a, b, c, d), (k, l) = counter, key
    for _ in range(10):
        first, second = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (second >> 32) ^ b ^ k, second & WORD, (first >> 32) ^ d ^ l, first & WORD
        k, l = (k + 0x9E3779B9) & WORD, (l + 0xBB67AE85) & WORD
    return a, b, c, d


def factors(share, seed, layer, step, patterns, units):
    """[patterns][units]: 0 where the unit is dropped, else 1 / (1 - share)."""
    key = first_of_stream(seed, f"dropout layers.{layer}")
    key = key & WORD, key >> 32
    limit = int(share * 2**32)
    rows = []
    for pattern in range(patterns):
        words = [philox((u // 4, pattern, step & WORD, step >> 32), key)[u % 4] for u in range(units)]
        rows.append([0.0 if word < limit else 1 / (1 - share) for word in words])
    return rows


# The known answer of the paper's code for a counter and a key of zeros.
assert philox((0, 0, 0, 0), (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
