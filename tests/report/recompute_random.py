"""The program's random streams, from the papers that src/base/random.h names; used by recompute_over.py."""

MASK = (1 << 64) - 1


class Stream:
    """xoshiro256**, filled by splitmix64 from a seed, the FNV-1a hash of a name, and an index."""

    def __init__(self, seed, name, index):
        self.mixed = seed
        self.mixed = self.splitmix() ^ self.fnv1a(name)
        self.mixed = self.splitmix() ^ index
        self.s = [self.splitmix() for _ in range(4)]

    @staticmethod
    def fnv1a(name):
        value = 0xCBF29CE484222325
        for byte in name.encode():
            value = (value ^ byte) * 0x100000001B3 & MASK
        return value

    def splitmix(self):
        self.mixed = self.mixed + 0x9E3779B97F4A7C15 & MASK
        z = self.mixed
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
        return z ^ z >> 31

    @staticmethod
    def rotated(x, k):
        return (x << k | x >> 64 - k) & MASK

    def next(self):
        s = self.s
        result = self.rotated(s[1] * 5 & MASK, 7) * 9 & MASK
        t = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = self.rotated(s[3], 45)
        return result

    def below(self, limit):
        unfair = (1 << 64) % limit
        bits = self.next()
        while bits < unfair:
            bits = self.next()
        return bits % limit
