// From sums to outputs, cost and delta: every pair of loss and activation against the equations in double.
#include <cmath>

#include "kernels/matrices.h"
#include "support/naive_loss.h"

namespace descent::kernels {
namespace {

using test::Matrix;

using Pair = test::OutputPair;

const std::vector<Pair> pairs = test::output_pairs();

/// One pattern in double.
struct Reference {
    std::vector<double> a, delta;
    double cost = 0;

    Reference(Pair pair, const std::vector<double>& z, const std::vector<double>& y) : a(z) {
        outputs(pair.output, z);
        for (std::size_t i = 0; i < z.size(); ++i) cost += test::naive(pair.loss, pair.output).cost(a[i], y[i]);
        delta = test::output_deltas(pair.loss, pair.output, z, a, y);
    }

private:
    void outputs(Activation activation, const std::vector<double>& z) {
        double sum = 0;
        for (const double v : z) sum += std::exp(v);
        for (std::size_t i = 0; i < z.size(); ++i) {
            a[i] = activation == Activation::softmax ? std::exp(z[i]) / sum : test::activated(activation, z[i]);
        }
    }
};

struct Problem {
    Pair pair;
    Matrix z, y;
    std::vector<float> weights;  ///< of patterns; may be empty
    bool classes = true;         ///< targets are one 1 among zeros
    float scale = 0.25f;

    Problem(Pair formula, std::size_t patterns, std::size_t outputs)
        : pair(formula), z(Matrix::random(patterns, outputs, "z")), y(Matrix(patterns, outputs)) {
        for (std::size_t p = 0; p < patterns; ++p) {
            for (std::size_t j = 0; j < z.width(); ++j) {
                z.at(p, j) *= 4;
                y.at(p, j) = j == p % outputs ? 1.0f : 0.0f;
            }
        }
    }
    std::vector<double> row(const Matrix& matrix, std::size_t p) const {
        std::vector<double> values;
        for (std::size_t j = 0; j < matrix.columns(); ++j) values.push_back(matrix.at(p, j));
        return values;
    }
    Reference reference(std::size_t p) const { return {pair, row(z, p), row(y, p)}; }
};

struct Result {
    Matrix a, delta;
    std::vector<float> costs;
    std::vector<std::uint32_t> correct;
};

Result run(const KernelTable& table, const Problem& problem, bool targets = true, bool deltas = true) {
    const std::size_t patterns = problem.z.rows(), outputs = problem.z.columns(), blocks = (patterns + 15) / 16;
    Result result{Matrix(patterns, outputs), Matrix(patterns, outputs), {}, std::vector<std::uint32_t>(blocks, 77)};
    AlignedBuffer<float> costs(std::max<std::size_t>(1, blocks) * lane_count);
    std::vector<std::uint32_t> labels;
    for (std::size_t p = 0; p < patterns; ++p) {
        const float* const y = problem.y.data() + p * problem.y.stride();
        labels.push_back(static_cast<std::uint32_t>(std::max_element(y, y + outputs) - y));
    }
    std::copy_n(problem.z.data(), patterns * problem.z.stride(), result.a.data());
    table.output_layer({.a = result.a.data(),
                        .a_stride = result.a.stride(),
                        .y = targets ? problem.y.data() : nullptr,
                        .y_stride = problem.y.stride(),
                        .delta = deltas ? result.delta.data() : nullptr,
                        .delta_stride = result.delta.stride(),
                        .pattern_weights = problem.weights.empty() ? nullptr : problem.weights.data(),
                        .scale = problem.scale,
                        .patterns = patterns,
                        .outputs = outputs,
                        .columns = result.a.width(),
                        .loss = problem.pair.loss,
                        .activation = problem.pair.output,
                        .costs = costs.data(),
                        .labels = labels.data(),
                        .correct = problem.classes ? result.correct.data() : nullptr});
    result.costs.assign(costs.data(), costs.data() + blocks * lane_count);
    return result;
}

void check(const Problem& problem) {
    INFO(to_string(problem.pair.loss) << " on " << to_string(problem.pair.output) << ", " << problem.z.rows()
                                      << " patterns, " << problem.z.columns() << " outputs");
    std::vector<Reference> reference;
    double expected_cost = 0;
    for (std::size_t p = 0; p < problem.z.rows(); ++p) {
        reference.push_back(problem.reference(p));
        expected_cost += reference[p].cost * static_cast<double>(problem.weights.empty() ? 1.0f : problem.weights[p]);
    }
    test::on_every_set([&](const KernelTable& table) {
        const Result result = run(table, problem);
        const double n = static_cast<double>(problem.z.columns());
        // outputs: a few ulp of numbers up to 4; softmax divides sums of n terms
        test::check_close(
            result.a, [&](std::size_t p, std::size_t j) { return reference[p].a[j]; }, (n + 16) * 0x1p-24);
        test::check_close(
            result.delta,
            [&](std::size_t p, std::size_t j) {
                const double weight = problem.weights.empty() ? 1.0 : static_cast<double>(problem.weights[p]);
                return reference[p].delta[j] * weight * static_cast<double>(problem.scale);
            },
            (n + 16) * 0x1p-22);
        double cost = 0;
        for (const float part : result.costs) cost += static_cast<double>(part);
        CHECK(cost == Approx(expected_cost).epsilon(1e-5).margin(1e-5));
        for (std::size_t p = 0; p < problem.z.rows(); ++p) {
            for (std::size_t j = problem.z.columns(); j < problem.z.width(); ++j) REQUIRE(result.delta.at(p, j) == 0);
        }
        std::vector<float> all = result.a.numbers();
        for (const float value : result.delta.numbers()) all.push_back(value);
        for (const float value : result.costs) all.push_back(value);
        return all;
    });
}

}  // namespace

TEST_CASE("output_layer equals the equations for every pair of loss and activation") {
    for (const Pair pair : pairs) {
        for (const std::size_t outputs : {1, 2, 3, 4, 5, 10, 15, 16, 17, 33, 100}) check(Problem(pair, 21, outputs));
    }
}

TEST_CASE("output_layer takes targets that are shares or counts: softmax weighs a pattern by the sum of its targets") {
    for (const std::size_t outputs : {2, 3, 4, 16, 17, 33}) {
        Problem problem({Loss::cross_entropy, Activation::softmax}, 21, outputs);
        problem.classes = false;
        RandomStream random(outputs, "shares");
        for (std::size_t p = 0; p < 21; ++p) {
            for (std::size_t j = 0; j < outputs; ++j) {
                problem.y.at(p, j) = static_cast<float>(random.uniform()) * (p % 3 == 0 ? 1 : 0.125f);
            }
        }
        check(problem);
    }
}

TEST_CASE("output_layer sums the cost of 16 patterns at a time") {
    for (const Pair pair : pairs) {
        for (const std::size_t patterns : {0, 1, 2, 3, 15, 16, 17, 48, 50}) {
            for (const std::size_t outputs : {3, 10}) check(Problem(pair, patterns, outputs));
        }
    }
}

TEST_CASE("output_layer multiplies cost and delta by the weight of a pattern") {
    for (const Pair pair : pairs) {
        for (const std::size_t outputs : {3, 10}) {
            Problem problem(pair, 20, outputs);
            for (std::size_t p = 0; p < 20; ++p) problem.weights.push_back(static_cast<float>(p % 4) * 0.75f);
            check(problem);
        }
    }
}

TEST_CASE("output_layer gives outputs alone when there are no targets, and no deltas when none are wanted") {
    for (const Pair pair : pairs) {
        for (const std::size_t outputs : {3, 10}) {
            const Problem problem(pair, 18, outputs);
            test::on_every_set([&](const KernelTable& table) {
                const Result whole = run(table, problem);
                const Result outputs_only = run(table, problem, false, false);
                const Result no_deltas = run(table, problem, true, false);
                CHECK(outputs_only.a.numbers() == whole.a.numbers());
                CHECK(no_deltas.a.numbers() == whole.a.numbers());
                CHECK(no_deltas.costs == whole.costs);
                CHECK(no_deltas.delta.nothing_written_beyond(0));
                return outputs_only.a.numbers();
            });
        }
    }
}

TEST_CASE("Softmax of few outputs has the bits that it has beside outputs of probability 0") {
    const Pair pair{Loss::cross_entropy, Activation::softmax};
    for (const std::size_t outputs : {1, 2, 3, 4}) {
        Problem narrow(pair, 19, outputs), wide(pair, 19, outputs + 4);
        for (std::size_t p = 0; p < 19; ++p) {
            narrow.weights.push_back(0.3f + static_cast<float>(p % 3));
            for (std::size_t j = 0; j < outputs + 4; ++j) {
                wide.z.at(p, j) = j < outputs ? narrow.z.at(p, j) : -1000.0f;
                wide.y.at(p, j) = j < outputs ? narrow.y.at(p, j) : 0.0f;
            }
        }
        wide.weights = narrow.weights;
        test::on_every_set([&](const KernelTable& table) {
            const Result few = run(table, narrow), many = run(table, wide);
            for (std::size_t p = 0; p < 19; ++p) {
                for (std::size_t j = 0; j < outputs; ++j) {
                    REQUIRE(few.a.at(p, j) == many.a.at(p, j));
                    REQUIRE(few.delta.at(p, j) == many.delta.at(p, j));
                }
            }
            CHECK(few.costs == many.costs);
            CHECK(few.correct == many.correct);
            return few.costs;
        });
    }
}

TEST_CASE("output_layer counts patterns whose largest output is their class, ties going to the first") {
    Problem problem({Loss::cross_entropy, Activation::softmax}, 20, 4);
    for (std::size_t p = 0; p < 20; ++p) {
        for (std::size_t j = 0; j < 4; ++j)
            problem.z.at(p, j) = j == 1 || j == 2 ? 3.0f : 0.0f;  // 1 and 2 tie: 1 it is
    }
    test::on_every_set([&](const KernelTable& table) {
        const Result result = run(table, problem);
        CHECK(result.correct == std::vector<std::uint32_t>{4, 1});  // the patterns with p % 4 == 1
        return result.costs;
    });
}

TEST_CASE("Softmax with cross-entropy stays finite and right for outputs hundreds apart") {
    Problem problem({Loss::cross_entropy, Activation::softmax}, 2, 3);
    const float z[2][3] = {{500, -300, 0}, {-1000, -1000, -200}};
    for (std::size_t p = 0; p < 2; ++p) {
        for (std::size_t j = 0; j < 3; ++j) problem.z.at(p, j) = z[p][j];
    }
    test::on_every_set([&](const KernelTable& table) {
        const Result result = run(table, problem);
        double cost = 0;
        for (const float part : result.costs) cost += static_cast<double>(part);
        CHECK(cost == Approx(800));  // classes 0 and 1: 0 and -200 - (-1000)
        CHECK(result.a.at(0, 0) == 1);
        CHECK(result.a.at(1, 2) == 1);
        return result.costs;
    });
}

TEST_CASE("An output of NaN is never the largest, so its pattern is not correct") {
    Problem problem({Loss::mse, Activation::identity}, 2, 3);
    for (std::size_t p = 0; p < 2; ++p) {
        for (std::size_t j = 0; j < 3; ++j) {
            problem.y.at(p, j) = j == 1 ? 1.0f : 0.0f;  // class 1
            problem.z.at(p, j) = (j == 1) == (p == 0) ? std::numeric_limits<float>::quiet_NaN() : 0.0f;
        }
    }
    test::on_every_set([&](const KernelTable& table) {
        const Result result = run(table, problem);
        CHECK(result.correct == std::vector<std::uint32_t>{1});  // the second: only its own output is a number
        return std::vector<float>(result.correct.begin(), result.correct.end());
    });
}

TEST_CASE("A NaN among the sums stays visible in the cost") {
    for (const Pair pair : pairs) {
        for (const std::size_t outputs : {3, 10}) {
            Problem problem(pair, 3, outputs);
            problem.z.at(1, outputs / 2) = std::numeric_limits<float>::quiet_NaN();
            INFO(to_string(pair.loss) << " on " << to_string(pair.output) << ", " << outputs << " outputs");
            for (const InstructionSet set : supported_instruction_sets()) {
                const Result result = run(table_for(set), problem);
                float cost = 0;
                for (const float part : result.costs) cost += part;
                CHECK(std::isnan(cost));
            }
        }
    }
}

}  // namespace descent::kernels
