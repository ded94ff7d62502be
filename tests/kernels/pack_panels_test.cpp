// Deltas as panels: what weight_gradient makes of them, and packing in parts.
#include "kernels/matrices.h"

namespace descent::kernels {
namespace {

using test::Matrix;

WeightGradient call_of(const Matrix& a, const float* delta, std::size_t delta_stride, Matrix& gradient,
                       const std::vector<std::size_t>& pieces) {
    return {.a = a.data(),
            .a_stride = a.stride(),
            .delta = delta,
            .delta_stride = delta_stride,
            .gradient = gradient.data(),
            .gradient_stride = gradient.stride(),
            .pieces = pieces.data(),
            .piece_count = pieces.size() - 1,
            .rows = a.columns(),
            .columns = gradient.width(),
            .accumulate = false};
}

AlignedBuffer<float> packed(const KernelTable& table, const Matrix& delta, const std::vector<std::size_t>& borders) {
    AlignedBuffer<float> panels(std::max<std::size_t>(1, delta.rows() * delta.width()));
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        table.pack_panels({.from = delta.data(),
                           .from_stride = delta.stride(),
                           .packed = panels.data(),
                           .patterns = delta.rows(),
                           .columns = delta.width(),
                           .first = borders[i],
                           .end = borders[i + 1]});
    }
    return panels;
}

}  // namespace

TEST_CASE("weight_gradient has the same bits with packed deltas") {
    for (const std::size_t columns : {1, 16, 17, 32, 48, 50, 64, 97, 131, 200}) {
        for (const std::size_t patterns : {1, 7, 40, 64}) {
            INFO(patterns << " patterns, " << columns << " columns");
            const Matrix a = Matrix::random(patterns, 21, "a");
            const Matrix delta = Matrix::random(patterns, columns, "delta");
            test::on_every_set([&](const KernelTable& table) {
                Matrix plain(21, columns), from_panels(21, columns);
                table.weight_gradient(call_of(a, delta.data(), delta.stride(), plain, {0, patterns}));
                const auto panels = packed(table, delta, {0, patterns});
                table.weight_gradient(call_of(a, panels.data(), 0, from_panels, {0, patterns}));
                CHECK(from_panels.numbers() == plain.numbers());
                return from_panels.numbers();
            });
        }
    }
}

TEST_CASE("weight_gradient adds pieces of packed deltas by the same tree") {
    const Matrix a = Matrix::random(100, 19, "a");
    const Matrix delta = Matrix::random(100, 70, "delta");
    const std::vector<std::size_t> pieces = {0, 16, 48, 80, 100};
    test::on_every_set([&](const KernelTable& table) {
        Matrix plain(19, 70), from_panels(19, 70);
        table.weight_gradient(call_of(a, delta.data(), delta.stride(), plain, pieces));
        const auto panels = packed(table, delta, {0, 100});
        table.weight_gradient(call_of(a, panels.data(), 0, from_panels, pieces));
        CHECK(from_panels.numbers() == plain.numbers());
        return from_panels.numbers();
    });
}

TEST_CASE("pack_panels may be called for parts of the patterns, in any order") {
    const Matrix delta = Matrix::random(60, 90, "delta");
    for (const InstructionSet set : supported_instruction_sets()) {
        const KernelTable& table = table_for(set);
        const auto whole = packed(table, delta, {0, 60});
        const auto parts = packed(table, delta, {0, 1, 16, 16, 33, 60});
        CHECK(std::memcmp(whole.data(), parts.data(), whole.size() * sizeof(float)) == 0);
        std::vector<float> numbers = delta.numbers(), panels(whole.data(), whole.data() + whole.size());
        std::sort(numbers.begin(), numbers.end());
        std::sort(panels.begin(), panels.end());
        CHECK(panels == numbers);  // every number once
    }
}

}  // namespace descent::kernels
