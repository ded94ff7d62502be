#pragma once
/// \file
/// The loops of loops.h for one instruction set. Compiled once for each (`descent_for_each_set`).

#include <descent/detail/batch.h>

#include "update/loops.h"

namespace descent::update {

template <class Isa, bool Scale, bool Limit, bool Decay, bool Signs>
[[gnu::flatten]] void prepare_form(const Preparation& preparation, const float* weights, float* gradient,
                                   std::size_t count) {
    using Value = detail::Batch<Isa>;
    const Value factor(preparation.factor), limit(preparation.limit), decay(preparation.decay), l1(preparation.l1);
    for (std::size_t i = 0; i < count; i += Value::size) {
        Value g = Value::load(gradient + i);
        if constexpr (Scale) g *= factor;
        if constexpr (Limit) g = min(limit, max(-limit, g));  // a NaN passes: it is the last
        if constexpr (Decay) g += decay * Value::load(weights + i);
        if constexpr (Signs) g += l1 * sign(Value::load(weights + i));
        g.store(gradient + i);
    }
}

template <class Isa, bool Decay, bool Signs>
void prepare_with(const Preparation& preparation, const float* weights, float* gradient, std::size_t count) {
    using Form = void (*)(const Preparation&, const float*, float*, std::size_t);
    static constexpr Form forms[] = {
        prepare_form<Isa, false, false, Decay, Signs>, prepare_form<Isa, true, false, Decay, Signs>,
        prepare_form<Isa, false, true, Decay, Signs>, prepare_form<Isa, true, true, Decay, Signs>};
    forms[(preparation.factor != 1 ? 1 : 0) + (preparation.limit > 0 ? 2 : 0)](preparation, weights, gradient, count);
}

template <class Isa>
void prepare(const Preparation& preparation, const float* weights, float* gradient, std::size_t count) {
    const bool decays = preparation.decay != 0, signs = preparation.l1 != 0;
    if (preparation.factor == 1 && preparation.limit <= 0 && !decays && !signs) return;
    if (decays) {
        (signs ? prepare_with<Isa, true, true> : prepare_with<Isa, true, false>)(preparation, weights, gradient, count);
    } else {
        (signs ? prepare_with<Isa, false, true> : prepare_with<Isa, false, false>)(preparation, weights, gradient,
                                                                                   count);
    }
}

/// The product of two floats is exact in double, so only the order of the sums makes the bits.
template <class Isa>
void add_products(const float* values, const float* others, std::size_t count, double* sums) {
    double lanes[16];
    for (std::size_t lane = 0; lane < 16; ++lane) lanes[lane] = sums[lane];
    for (std::size_t i = 0; i < count; i += 16) {
        for (std::size_t lane = 0; lane < 16; ++lane) {
            lanes[lane] += static_cast<double>(values[i + lane]) * static_cast<double>(others[i + lane]);
        }
    }
    for (std::size_t lane = 0; lane < 16; ++lane) sums[lane] = lanes[lane];
}

template <class Isa>
void add_squares(const float* values, std::size_t count, double* sums) {
    add_products<Isa>(values, values, count, sums);
}

template <class Isa>
void add_absolutes(const float* values, std::size_t count, double* sums) {
    double lanes[16];
    for (std::size_t lane = 0; lane < 16; ++lane) lanes[lane] = sums[lane];
    for (std::size_t i = 0; i < count; i += 16) {
        for (std::size_t lane = 0; lane < 16; ++lane) {
            lanes[lane] += static_cast<double>(__builtin_fabsf(values[i + lane]));
        }
    }
    for (std::size_t lane = 0; lane < 16; ++lane) sums[lane] = lanes[lane];
}

template <class Isa>
void limit_columns(double limit, float* columns, std::size_t rows, std::size_t stride) {
    double sums[16] = {};
    for (std::size_t row = 0; row < rows; ++row) add_squares<Isa>(columns + row * stride, 16, sums);
    float factors[16];
    bool any = false;
    for (std::size_t lane = 0; lane < 16; ++lane) {
        const double norm = __builtin_sqrt(sums[lane]);
        factors[lane] = norm > limit ? static_cast<float>(limit / norm) : 1.0F;  // a NaN stays
        any |= norm > limit;
    }
    for (std::size_t row = 0; any && row < rows; ++row) {
        for (std::size_t lane = 0; lane < 16; ++lane) columns[row * stride + lane] *= factors[lane];
    }
}

template <class Isa>
[[gnu::flatten]] void add_scaled(float* to, double factor, const float* from, std::size_t count) {
    using Value = detail::Batch<Isa>;
    const Value scale(factor);
    for (std::size_t i = 0; i < count; i += Value::size) {
        (Value::load(to + i) + scale * Value::load(from + i)).store(to + i);
    }
}

template <class Isa>
const LoopTable& loop_table() {
    static constexpr LoopTable table = {.prepare = prepare<Isa>,
                                        .add_squares = add_squares<Isa>,
                                        .add_absolutes = add_absolutes<Isa>,
                                        .add_products = add_products<Isa>,
                                        .add_scaled = add_scaled<Isa>,
                                        .limit_columns = limit_columns<Isa>};
    return table;
}

}  // namespace descent::update
