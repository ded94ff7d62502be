// The functions of value.h: how far from the truth, and the same bits for float and every batch with FMA.
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include <compiled_sets.h>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "kernels/value/functions.h"
#include "support/catch.h"

namespace descent::test {
namespace {

/// Numbers of every exponent and sign, `mantissas` of each, subnormal ones, infinities and NaN among them.
AlignedBuffer<float> every_exponent() {
    constexpr std::uint32_t mantissas = 2048;
    AlignedBuffer<float> numbers(std::size_t{512} * mantissas);
    std::size_t i = 0;
    for (std::uint32_t head = 0; head < 512; ++head) {
        for (std::uint32_t m = 0; m < mantissas; ++m) {
            const std::uint32_t mantissa =
                m * ((1u << 23) / mantissas) + (m * 2654435761u >> 20) % 4096 * (m % 3 == 0 ? 0 : 1);
            numbers.data()[i++] = std::bit_cast<float>((head << 23) | (mantissa & 0x7fffff));
        }
    }
    return numbers;
}

long double truth(int function, long double x) {
    switch (function) {
        case exp_function: return std::exp(x);
        case expm1_function: return std::expm1(x);
        case log_function: return std::log(x);
        case log1p_function: return std::log1p(x);
        case sigmoid_function: return 1 / (1 + std::exp(-x));
        case tanh_function: return std::tanh(x);
        case erf_function: return std::erf(x);
        default: return std::fmax(x, 0.0L) + std::log1p(std::exp(-std::fabs(x)));
    }
}

/// Distance in units of the last place of the truth rounded to Scalar.
template <class Scalar>
long double error_in_ulp(Scalar actual, long double expected) {
    using Limits = std::numeric_limits<Scalar>;
    if (std::isnan(expected)) return std::isnan(actual) ? 0 : 1e30L;
    const auto rounded = static_cast<Scalar>(expected);
    if (std::isinf(actual) || std::isinf(rounded)) {
        // beyond the largest number: infinity and the largest are one place apart
        const Scalar a = std::isinf(actual) ? std::copysign(Limits::max(), actual) : actual;
        const Scalar b = std::isinf(rounded) ? std::copysign(Limits::max(), rounded) : rounded;
        return a == b ? (std::isinf(actual) == std::isinf(rounded) ? 0 : 1) : 1e30L;
    }
    const Scalar size = std::max(std::fabs(rounded), Limits::min());
    const long double place = std::ldexp(1.0L, std::ilogb(size) - (Limits::digits - 1));
    return std::fabs(static_cast<long double>(actual) - expected) / place;
}

/// What value.h promises of a function for x in [from, to], in units of the last place.
struct Promise {
    Function function;
    float from, to;
    long double of_float, of_double;
};
constexpr float infinity = std::numeric_limits<float>::infinity();
const std::vector<Promise> promises = {
    {exp_function, -infinity, infinity, 1.5L, 1.5L}, {expm1_function, -infinity, 80, 2, 2},
    {log_function, -infinity, infinity, 2, 2},       {log_function, -infinity, 0.5f, 1.5L, 1.5L},
    {log_function, 2, infinity, 1.5L, 1.5L},         {log1p_function, 0, 1, 2, 2},
    {sigmoid_function, -87, infinity, 3, 3},         {tanh_function, -infinity, infinity, 6, 3},
    {softplus_function, -87, infinity, 2, 2},        {erf_function, -infinity, infinity, 5, 8},
};

template <int function, class Scalar>
Scalar one(Scalar x) {
    return evaluate<function>(x);
}
template <class Scalar>
Scalar value_of(int function, Scalar x) {
    using Call = Scalar (*)(Scalar);
    constexpr Call calls[] = {one<0, Scalar>, one<1, Scalar>, one<2, Scalar>, one<3, Scalar>,
                              one<4, Scalar>, one<5, Scalar>, one<6, Scalar>, one<7, Scalar>};
    return calls[function](x);
}

std::vector<std::pair<InstructionSet, const FunctionTable*>> batch_tables() {
    std::vector<std::pair<InstructionSet, const FunctionTable*>> tables;
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        if (set == InstructionSet::baseline) continue;  // it has no fused multiply-add
#define DESCENT_ADD_TABLE(name, NAME, Tag) \
    if (set == InstructionSet::name) tables.emplace_back(set, &function_table<detail::Tag>());
        DESCENT_COMPILED_SETS(DESCENT_ADD_TABLE)
#undef DESCENT_ADD_TABLE
    }
    return tables;
}

void check_errors(Function function) {
    const AlignedBuffer<float> numbers = every_exponent();
    for (const Promise& promise : promises) {
        if (promise.function != function) continue;
        long double worst = 0;
        float worst_at = 0;
        for (const float x : numbers.span()) {
            if (!std::isnan(x) && (x < promise.from || x > promise.to)) continue;
            const long double error = error_in_ulp(value_of(function, x), truth(function, static_cast<long double>(x)));
            if (error > worst) {
                worst = error;
                worst_at = x;
            }
        }
        INFO("worst at " << worst_at << " in [" << promise.from << ", " << promise.to << "]");
        CHECK(worst <= promise.of_float);
    }
}

void check_bits(Function function) {
    const AlignedBuffer<float> numbers = every_exponent();
    AlignedBuffer<float> out(numbers.size());
    for (const auto& [set, table] : batch_tables()) {
        table->apply[function](numbers.data(), out.data(), numbers.size());
        std::size_t differences = 0;
        float last = 0;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const float expected = value_of(function, numbers.data()[i]), actual = out.data()[i];
            const bool both_nan = std::isnan(expected) && std::isnan(actual);
            if (!both_nan && std::bit_cast<std::uint32_t>(expected) != std::bit_cast<std::uint32_t>(actual)) {
                ++differences;
                last = numbers.data()[i];
            }
        }
        INFO(to_string(set) << " differs from float at " << last);
        CHECK(differences == 0);
    }
}

}  // namespace

TEST_CASE("min and max prefer their second argument to NaN and among zeros, everywhere") {
    const std::vector<float> numbers = {-infinity, -1.5f, -1e-42f, -0.0f,    0.0f,
                                        1e-42f,    1.5f,  2.5f,    infinity, std::nanf("")};
    constexpr std::size_t count = 112;  // all pairs, and padding
    AlignedBuffer<float> a(count), b(count), out(count);
    for (std::size_t i = 0; i < numbers.size() * numbers.size(); ++i) {
        a.data()[i] = numbers[i / numbers.size()];
        b.data()[i] = numbers[i % numbers.size()];
    }
    const auto check = [&](const char* name, auto scalar) {
        for (std::size_t i = 0; i < count; ++i) {
            INFO(name << "(" << a.data()[i] << ", " << b.data()[i] << ")");
            CHECK(std::bit_cast<std::uint32_t>(out.data()[i]) ==
                  std::bit_cast<std::uint32_t>(scalar(a.data()[i], b.data()[i])));
        }
    };
    for (const auto& [set, table] : batch_tables()) {
        INFO(to_string(set));
        table->least(a.data(), b.data(), out.data(), count);
        check("min", [](float x, float y) { return x < y ? x : y; });
        table->largest(a.data(), b.data(), out.data(), count);
        check("max", [](float x, float y) { return x > y ? x : y; });
    }
}
TEST_CASE("exp lies within its bound and has the same bits everywhere") {
    check_errors(exp_function);
    check_bits(exp_function);
}
TEST_CASE("expm1 lies within its bound and has the same bits everywhere") {
    check_errors(expm1_function);
    check_bits(expm1_function);
}
TEST_CASE("log lies within its bound and has the same bits everywhere") {
    check_errors(log_function);
    check_bits(log_function);
}
TEST_CASE("log1p lies within its bound and has the same bits everywhere") {
    check_errors(log1p_function);
    check_bits(log1p_function);
}
TEST_CASE("sigmoid lies within its bound and has the same bits everywhere") {
    check_errors(sigmoid_function);
    check_bits(sigmoid_function);
}
TEST_CASE("tanh lies within its bound and has the same bits everywhere") {
    check_errors(tanh_function);
    check_bits(tanh_function);
}
TEST_CASE("softplus lies within its bound and has the same bits everywhere") {
    check_errors(softplus_function);
    check_bits(softplus_function);
}

TEST_CASE("erf lies within its bound and has the same bits everywhere") {
    check_errors(erf_function);
    check_bits(erf_function);
}

TEST_CASE("Functions have their exact values at 0 and their limits at both ends") {
    CHECK(exp(0.0f) == 1);
    CHECK(exp(-infinity) == 0);
    CHECK(exp(infinity) == infinity);
    CHECK(log(1.0f) == 0);
    CHECK(log(0.0f) == -infinity);
    CHECK(std::isnan(log(-1.0f)));
    CHECK(log(infinity) == infinity);
    CHECK(sigmoid(0.0f) == 0.5f);
    CHECK(sigmoid(infinity) == 1);
    CHECK(sigmoid(-infinity) > 0);
    CHECK(tanh(0.0f) == 0);
    CHECK(tanh(infinity) == 1);
    CHECK(tanh(-infinity) == -1);
    CHECK(network::erf(0.0f) == 0);
    CHECK(network::erf(infinity) == 1);
    CHECK(network::erf(-infinity) == -1);
    CHECK(expm1(0.0f) == 0);
    CHECK(expm1(-infinity) == -1);
}

TEST_CASE("What is subnormal is flushed to 0, and nothing else changes") {
    const float smallest = std::numeric_limits<float>::min();
    for (const float x : {smallest, 1.0f, std::numeric_limits<float>::max(), infinity}) {
        CHECK(flush(x) == x);
        CHECK(flush(-x) == -x);
    }
    for (const float x : {0.0f, smallest / 2, std::numeric_limits<float>::denorm_min()}) {
        CHECK(flush(x) == 0);
        CHECK(flush(-x) == 0);
    }
    CHECK(std::isnan(flush(std::numeric_limits<float>::quiet_NaN())));
    CHECK(flush(std::numeric_limits<double>::denorm_min()) == 0);
    CHECK(flush(static_cast<double>(smallest) / 2) == static_cast<double>(smallest) / 2);
}

TEST_CASE("Functions of double lie within their bounds") {
    if (std::numeric_limits<long double>::digits <= std::numeric_limits<double>::digits) return;
    for (const Promise& promise : promises) {
        long double worst = 0;
        double worst_at = 0;
        for (std::uint64_t head = 0; head < 4096; ++head) {
            for (std::uint64_t m = 0; m < 16; ++m) {
                const double x = std::bit_cast<double>((head << 52) | (m * 0x123456789abcdefULL & 0xfffffffffffffULL));
                if (!std::isnan(x) && (x < static_cast<double>(promise.from) || x > static_cast<double>(promise.to)))
                    continue;
                const long double error =
                    error_in_ulp(value_of(promise.function, x), truth(promise.function, static_cast<long double>(x)));
                if (error > worst) {
                    worst = error;
                    worst_at = x;
                }
            }
        }
        INFO("function " << promise.function << ", worst at " << worst_at);
        CHECK(worst <= promise.of_double);
    }
}

}  // namespace descent::test
