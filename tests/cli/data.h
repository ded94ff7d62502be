#pragma once
// Small data files that the tests of the command line train on.

#include <cmath>
#include <string>

#include "base/random.h"
#include "support/temporary_folder.h"

namespace descent::test {

/// 150 patterns of three kinds of flowers, in two overlapping and one separate cloud: x, y, z, species.
inline std::string flowers(std::uint64_t seed = 1) {
    RandomStream random(seed, "flowers");
    std::string text = "x,y,z,species\n";
    const char* names[] = {"rose", "tulip", "lily, white"};
    for (int p = 0; p < 150; ++p) {
        const int kind = p % 3;
        const double centre = 1.5 * kind;
        for (int column = 0; column < 3; ++column) text += std::to_string(centre + random.uniform()) + ",";
        text += std::string("\"") + names[kind] + "\"\n";
    }
    return text;
}

/// y = x1 - 2 x2 + 0.5: a line through a plane.
inline std::string plane() {
    RandomStream random(1, "plane");
    std::string text = "x1,x2,y\n";
    for (int p = 0; p < 64; ++p) {
        const double a = random.uniform(), b = random.uniform();
        text += std::to_string(a) + "," + std::to_string(b) + "," + std::to_string(a - 2 * b + 0.5) + "\n";
    }
    return text;
}

}  // namespace descent::test
