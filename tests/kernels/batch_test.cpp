// Every operation of a batch has the bits of the same operation on one float, which IEEE 754 fixes: no estimate, no
// second rounding, no other answer for NaN or zeros.
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include <compiled_sets.h>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "kernels/value/operations.h"
#include "support/catch.h"

namespace descent::test {
namespace {

using Limits = std::numeric_limits<float>;

std::vector<std::pair<InstructionSet, const OperationTable*>> operation_tables() {
    std::vector<std::pair<InstructionSet, const OperationTable*>> tables;
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
#define DESCENT_ADD_TABLE(name, NAME, Tag) \
    if (set == InstructionSet::name) tables.emplace_back(set, &operation_table<detail::Tag>());
        DESCENT_COMPILED_SETS(DESCENT_ADD_TABLE)
#undef DESCENT_ADD_TABLE
    }
    return tables;
}

/// Every three of the special numbers, then bits at random.
struct Operands {
    static constexpr std::size_t count = std::size_t{1} << 17;
    AlignedBuffer<float> a{count}, b{count}, c{count};

    /// `prepare(x)`: x, or a number in its place that the operation promises something for.
    explicit Operands(float (*prepare)(float)) {
        const std::vector<float> special = {0.0f,
                                            -0.0f,
                                            Limits::denorm_min(),
                                            -Limits::denorm_min(),
                                            Limits::min(),
                                            1.0f,
                                            -1.0f,
                                            3.0f,
                                            Limits::max(),
                                            -Limits::max(),
                                            Limits::infinity(),
                                            -Limits::infinity(),
                                            Limits::quiet_NaN()};
        const std::size_t n = special.size();
        std::mt19937 random(1);
        for (std::size_t i = 0; i < count; ++i) {
            const auto next = [&](std::size_t pace) {
                return prepare(i < n * n * n ? special[i / pace % n] : std::bit_cast<float>(std::uint32_t(random())));
            };
            a.data()[i] = next(1);
            b.data()[i] = next(n);
            c.data()[i] = next(n * n);
        }
    }
};

/// On every instruction set against the operation on single floats; NaN equals NaN, whatever its payload.
template <int operation>
void check(float (*prepare)(float) = [](float x) { return x; }) {
    const Operands in(prepare);
    AlignedBuffer<float> out(Operands::count);
    for (const auto& [set, table] : operation_tables()) {
        if (operation == fused_product && set == InstructionSet::baseline) continue;  // two roundings there
        table->apply[operation](in.a.data(), in.b.data(), in.c.data(), out.data(), Operands::count);
        std::size_t differences = 0, last = 0;
        for (std::size_t i = 0; i < Operands::count; ++i) {
            const float expected = operate<operation>(in.a.data()[i], in.b.data()[i], in.c.data()[i]);
            const float actual = out.data()[i];
            if (std::isnan(expected) && std::isnan(actual)) continue;
            if (std::bit_cast<std::uint32_t>(expected) == std::bit_cast<std::uint32_t>(actual)) continue;
            ++differences;
            last = i;
        }
        INFO("operation " << operation << " of " << to_string(set) << " on " << in.a.data()[last] << ", "
                          << in.b.data()[last] << ", " << in.c.data()[last] << ": " << out.data()[last]);
        CHECK(differences == 0);
    }
}

float normal_and_positive(float x) { return std::isnormal(x) ? std::fabs(x) : 1; }

}  // namespace

TEST_CASE("Sums, differences, products and quotients of batches are rounded once") {
    check<addition>();
    check<subtraction>();
    check<product>();
    check<quotient>();
}

TEST_CASE("The fused multiply-add of batches is rounded once") { check<fused_product>(); }

TEST_CASE("Square roots of batches are rounded once") { check<square_root>(); }

TEST_CASE("Signs of batches are changed, dropped and read as those of a float, zeros and NaN among them") {
    check<negation>();
    check<absolute_value>();
    check<sign_of>();
}

TEST_CASE("Comparisons of batches select as those of floats, zeros and NaN among them") {
    check<is_less>();
    check<is_greater>();
    check<is_at_most>();
    check<is_at_least>();
    check<is_equal>();
}

TEST_CASE("Subnormal numbers of batches are flushed to 0, and nothing else changes") { check<without_subnormal>(); }

TEST_CASE("Batches are rounded to the nearest integer, ties to even") {
    check<nearest_integer>([](float x) { return std::isfinite(x) ? std::fmod(x, 4194304.0f) : 0.5f; });
}

TEST_CASE("Powers of two and the parts of a number are exact in batches") {
    check<power>([](float x) { return std::isfinite(x) ? std::trunc(std::fmod(x, 127.0f)) : 127.0f; });
    check<binary_exponent>(normal_and_positive);
    check<binary_mantissa>(normal_and_positive);
}

}  // namespace descent::test
