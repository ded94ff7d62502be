#pragma once
/// \file
/// Normally distributed numbers, the same on every machine.
///
///     descent::RandomStream uniform(seed, "noise");
///     descent::NormalStream normal(uniform);
///     const double noise = 0.1 * normal.next();

#include <descent/value.h>

#include <cmath>

#include "base/random.h"

namespace descent {

/// N(0, 1) in pairs, by Marsaglia's polar method: with u, v uniform in the unit disc and s = u^2 + v^2,
/// u f and v f are independent normals, f = sqrt(-2 ln(s) / s). Source: Marsaglia and Bray 1964.
/// Uses descent::log, whose bits are the same everywhere. Streams enter trained bits: never change.
class NormalStream {
public:
    /// `uniform` must outlive the stream, and is drawn from by it.
    explicit NormalStream(RandomStream& uniform) : uniform_(uniform) {}

    double next() {
        if (has_second_) {
            has_second_ = false;
            return second_;
        }
        double u, v, s;
        do {
            u = 2 * uniform_.uniform() - 1;
            v = 2 * uniform_.uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        const double factor = std::sqrt(-2 * descent::log(s) / s);
        second_ = v * factor;
        has_second_ = true;
        return u * factor;
    }

private:
    RandomStream& uniform_;
    double second_ = 0;
    bool has_second_ = false;
};

}  // namespace descent
