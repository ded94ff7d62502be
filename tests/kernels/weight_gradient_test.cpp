// gradient[k][j] = sum_p a[p][k] delta[p][j], bias[j] = sum_p delta[p][j]: values against double, their order against
// the tree of pieces.
#include "kernels/matrices.h"
#include "parallel/pieces.h"

namespace descent::kernels {
namespace {

using test::Matrix;

struct Problem {
    Matrix a, delta;
    std::vector<std::size_t> pieces;

    Problem(std::size_t patterns, std::size_t rows, std::size_t columns)
        : a(Matrix::random(patterns, rows, "a")), delta(Matrix::random(patterns, columns, "delta")) {
        parallel::piece_borders(patterns, pieces);
    }

    WeightGradient call(Matrix& gradient) const {
        return {.a = a.data(),
                .a_stride = a.stride(),
                .delta = delta.data(),
                .delta_stride = delta.stride(),
                .gradient = gradient.data(),
                .gradient_stride = gradient.stride(),
                .pieces = pieces.data(),
                .piece_count = pieces.size() - 1,
                .rows = a.columns(),
                .columns = delta.width(),
                .accumulate = false};
    }
    Matrix result() const { return {a.columns(), delta.columns()}; }
    double sum(std::size_t k, std::size_t j) const {
        double total = 0;
        for (std::size_t p = 0; p < a.rows(); ++p) total += a.at(p, k) * delta.at(p, j);
        return total;
    }
};

void check(std::size_t patterns, std::size_t rows, std::size_t columns) {
    INFO(patterns << " patterns, " << rows << " rows, " << columns << " columns");
    const Problem problem(patterns, rows, columns);
    test::on_every_set([&](const KernelTable& table) {
        Matrix gradient = problem.result();
        table.weight_gradient(problem.call(gradient));
        test::check_close(
            gradient, [&](std::size_t k, std::size_t j) { return problem.sum(k, j); }, test::sum_tolerance(patterns));
        return gradient.numbers();
    });
}

/// The sum of pieces [first, end) by halves, each piece by its own call: the definition of the order.
Matrix by_halves(const Problem& problem, const KernelTable& table, std::size_t first, std::size_t end) {
    if (end - first == 1) {
        Matrix gradient = problem.result();
        WeightGradient call = problem.call(gradient);
        call.pieces += first;
        call.piece_count = 1;
        table.weight_gradient(call);
        return gradient;
    }
    const std::size_t middle = first + (end - first) / 2;
    Matrix left = by_halves(problem, table, first, middle);
    const Matrix right = by_halves(problem, table, middle, end);
    table.add(left.data(), right.data(), left.rows() * left.stride());
    return left;
}

/// `gradient` with the bias below it.
std::vector<float> together(const Matrix& gradient, const Matrix& bias) {
    std::vector<float> numbers = gradient.numbers();
    const std::vector<float> biases = bias.numbers();
    numbers.insert(numbers.end(), biases.begin(), biases.end());
    return numbers;
}

}  // namespace

TEST_CASE("weight_gradient equals sums in double for sizes around tiles and registers") {
    for (const std::size_t rows : test::sizes) {
        for (const std::size_t columns : test::sizes) check(19, rows, columns);
    }
}

TEST_CASE("weight_gradient equals sums in double for batches around tiles and pieces") {
    for (const std::size_t patterns : {0, 1, 2, 15, 16, 17, 255, 256, 511, 512, 513, 1024, 2047, 4100}) {
        check(patterns, 18, 33);
    }
}

TEST_CASE("weight_gradient adds pieces by the balanced tree") {
    for (const std::size_t patterns : {512, 1024, 2100, 4099, 17000}) {
        const Problem problem(patterns, 19, 35);
        INFO(patterns << " patterns in " << problem.pieces.size() - 1 << " pieces");
        test::on_every_set([&](const KernelTable& table) {
            Matrix gradient = problem.result();
            table.weight_gradient(problem.call(gradient));
            const auto expected = by_halves(problem, table, 0, problem.pieces.size() - 1).numbers();
            const auto actual = gradient.numbers();
            CHECK(std::memcmp(actual.data(), expected.data(), actual.size() * sizeof(float)) == 0);
            return actual;
        });
    }
}

TEST_CASE("weight_gradient goes on from what is there, and blocks of patterns change no bit") {
    const Problem problem(100, 21, 50);
    test::on_every_set([&](const KernelTable& table) {
        Matrix whole = problem.result(), parts = problem.result();
        table.weight_gradient(problem.call(whole));
        const std::vector<std::size_t> borders = {0, 16, 17, 64, 100};
        for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
            WeightGradient call = problem.call(parts);
            call.pieces = borders.data() + i;
            call.piece_count = 1;
            call.accumulate = i > 0;
            table.weight_gradient(call);
        }
        const auto expected = whole.numbers(), actual = parts.numbers();
        CHECK(std::memcmp(actual.data(), expected.data(), actual.size() * sizeof(float)) == 0);
        return actual;
    });
}

TEST_CASE("the bias has the bits of a weight whose input is always 1, and changes no weight") {
    for (const std::size_t patterns : {0, 1, 15, 16, 17, 255, 300, 512, 1024, 1025, 4100, 5000}) {
        for (const std::size_t columns : test::sizes) {
            const std::size_t rows = 1 + (patterns + columns) % 19;
            INFO(patterns << " patterns, " << rows << " rows, " << columns << " columns");
            Problem problem(patterns, rows, columns);
            for (std::size_t p = 0; p < patterns; ++p) problem.a.at(p, rows - 1) = 1;
            test::on_every_set([&](const KernelTable& table) {
                Matrix expected = problem.result(), gradient = problem.result(), bias(1, columns);
                table.weight_gradient(problem.call(expected));
                WeightGradient call = problem.call(gradient);
                call.bias = bias.data();
                table.weight_gradient(call);
                CHECK(gradient.numbers() == expected.numbers());
                for (std::size_t j = 0; j < columns; ++j) CHECK(bias.at(0, j) == gradient.at(rows - 1, j));
                test::check_close(
                    bias, [&](std::size_t, std::size_t j) { return problem.sum(rows - 1, j); },
                    test::sum_tolerance(patterns));
                CHECK(gradient.nothing_written_beyond(gradient.width()));
                return together(gradient, bias);
            });
        }
    }
}

TEST_CASE("inputs that are packed into panels change no bit, and are packed only where room is asked for") {
    constexpr float untouched = 12345;
    for (const std::size_t rows : {1, 5, 6, 16, 64, 95, 96, 97, 200}) {
        for (const std::size_t patterns : {1, 17, 300, 512, 1030, 4100}) {
            const Problem problem(patterns, rows, 40);
            INFO(patterns << " patterns, " << rows << " rows");
            test::on_every_set([&](const KernelTable& table) {
                Matrix expected = problem.result(), expected_bias(1, 40), actual = problem.result(), bias(1, 40);
                WeightGradient call = problem.call(expected);
                call.bias = expected_bias.data();
                table.weight_gradient(call);
                call.gradient = actual.data();
                call.bias = bias.data();
                std::vector<float> panels(std::max<std::size_t>(1, table.panel_floats(patterns)), untouched);
                call.panels = panels.data();
                table.weight_gradient(call);
                CHECK(together(actual, bias) == together(expected, expected_bias));
                CHECK(actual.nothing_written_beyond(actual.width()));
                CHECK((panels[0] == untouched) == (table.panel_floats(patterns) == 0));
                return together(actual, bias);
            });
        }
    }
}

TEST_CASE("the bias goes on from what is there") {
    const Problem problem(100, 3, 20);
    const std::vector<std::size_t> first = {0, 48}, rest = {48, 100};
    test::on_every_set([&](const KernelTable& table) {
        Matrix gradient = problem.result(), expected(1, 20), actual(1, 20);
        WeightGradient call = problem.call(gradient);
        call.bias = expected.data();
        table.weight_gradient(call);
        call.bias = actual.data();
        call.pieces = first.data();
        table.weight_gradient(call);
        call.pieces = rest.data();
        call.accumulate = true;
        table.weight_gradient(call);
        CHECK(actual.numbers() == expected.numbers());
        return actual.numbers();
    });
}

}  // namespace descent::kernels
