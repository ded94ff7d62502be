// The matrix extension: products by the host against their definition, and rules that ask for them.
#include <descent/error.h>

#include <cmath>

#include "kernels/dispatch.h"
#include "kernels/matrices.h"
#include "parallel/team.h"
#include "update/conformance/check.h"
#include "update/host/products.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::update;
using conformance::Outcome;
using conformance::Result;

namespace {

/// [rows][stride] numbers in [-1, 1), padding NaN: it must enter nothing.
template <class Value>
struct Numbers {
    AlignedBuffer<Value> values;
    typename MatrixTypes<Value>::Matrix matrix;

    Numbers(std::size_t rows, std::size_t columns, const std::string& name) {
        const std::size_t stride = test::Matrix::padded(columns);
        values = AlignedBuffer<Value>(rows * stride);
        std::ranges::fill(values.span(), static_cast<Value>(std::nan("")));
        RandomStream stream(rows * 1000003 + columns, name);
        for (std::size_t i = 0; i < rows; ++i) {
            for (std::size_t j = 0; j < columns; ++j) {
                values.data()[i * stride + j] = static_cast<Value>(2 * stream.uniform() - 1);
            }
        }
        matrix = {sizeof(matrix), DESCENT_ABI_VERSION, values.data(), rows, columns, stride};
    }
    Numbers(const Numbers&) = delete;
    Numbers& operator=(const Numbers&) = delete;

    double at(std::size_t i, std::size_t j) const { return static_cast<double>(matrix.numbers[i * matrix.stride + j]); }
    std::vector<Value> all() const { return {values.span().begin(), values.span().end()}; }
    double at(std::size_t i, std::size_t j, bool is_transposed) const { return is_transposed ? at(j, i) : at(i, j); }
};

template <class Value>
std::vector<Value> product_of(std::size_t rows, std::size_t terms, std::size_t columns, bool first, bool second,
                              std::size_t threads) {
    const Numbers<Value> a(first ? terms : rows, first ? rows : terms, "a");
    const Numbers<Value> b(second ? columns : terms, second ? terms : columns, "b"), d(rows, columns, "d");
    Numbers<Value> c(rows, columns, "c");
    parallel::Team team(threads);
    multiply<Value>({c.matrix, 0.5, a.matrix, first, b.matrix, second, -2, &d.matrix},
                    kernels::table_for(kernels::supported_instruction_sets().back()), team);
    const double tolerance = sizeof(Value) == 4 ? test::sum_tolerance(terms) : 1e-14;
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            double sum = 0;
            for (std::size_t s = 0; s < terms; ++s) sum += a.at(i, s, first) * b.at(s, j, second);
            REQUIRE(std::abs(c.at(i, j) - (0.5 * sum - 2 * d.at(i, j))) <= tolerance);
        }
        for (std::size_t j = columns; j < c.matrix.stride; ++j) REQUIRE(c.at(i, j) == 0);
    }
    return c.all();
}

Registry registry_of(const std::string& plugin) {
    Registry registry;
    registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/" + plugin + ".so");
    return registry;
}

}  // namespace

TEST_CASE("the host's products are those of the definition, with the same bits for any team") {
    for (const auto& [rows, terms, columns] :
         std::vector<std::array<std::size_t, 3>>{{1, 3, 1}, {5, 7, 19}, {250, 40, 50}, {60, 100, 130}}) {
        for (const bool first : {false, true}) {
            for (const bool second : {false, true}) {
                INFO(rows << " x " << terms << " x " << columns << " " << first << second);
                const std::vector<float> alone = product_of<float>(rows, terms, columns, first, second, 1);
                CHECK(product_of<float>(rows, terms, columns, first, second, 3) == alone);
                CHECK(product_of<float>(rows, terms, columns, first, second, 8) == alone);
                product_of<double>(rows, terms, columns, first, second, 1);
            }
        }
    }
}

TEST_CASE("half of a symmetric product is computed, with the bits of the whole") {
    const kernels::KernelTable& table = kernels::table_for(kernels::supported_instruction_sets().back());
    for (const std::size_t side : {1, 18, 120, 300}) {
        const Numbers<float> a(side, 45, "a");
        Numbers<float> d(side, side, "d"), whole(side, side, "c");
        for (std::size_t i = 0; i < side; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                d.matrix.numbers[i * d.matrix.stride + j] = d.matrix.numbers[j * d.matrix.stride + i];
            }
        }
        parallel::Team alone(1);
        multiply<float>({whole.matrix, 2, a.matrix, false, a.matrix, true, 3, &d.matrix}, table, alone);
        for (const std::size_t threads : {1, 2, 5}) {
            INFO(side << " on " << threads);
            parallel::Team team(threads);
            Numbers<float> half(side, side, "h");
            multiply<float>({half.matrix, 2, a.matrix, false, a.matrix, true, 3, &d.matrix, true}, table, team);
            CHECK(half.all() == whole.all());
        }
    }
}

TEST_CASE("multiples and sums of rows and columns are those of the definition") {
    parallel::Team team(3);
    const Numbers<float> a(70, 500, "a");
    Numbers<float> c(70, 500, "c");
    scale<float>(c.matrix, 0.25, a.matrix, team);
    std::vector<double> rows(70), columns(500), expected_rows(70), expected_columns(500);
    row_sums<float>(a.matrix, rows.data(), team);
    column_sums<float>(a.matrix, columns.data(), team);
    for (std::size_t i = 0; i < 70; ++i) {
        for (std::size_t j = 0; j < 500; ++j) {
            REQUIRE(c.at(i, j) == 0.25 * a.at(i, j));
            expected_rows[i] += a.at(i, j);
            expected_columns[j] += a.at(i, j);
        }
    }
    CHECK(rows == expected_rows);
    CHECK(columns == expected_columns);
}

TEST_CASE("a rule that multiplies matrices passes every check") {
    const Registry registry = registry_of("cubic_good");
    const conformance::Subject subject{.registry = registry,
                                       .name = "cubic",
                                       .settings = {},
                                       .instruction_sets = kernels::supported_instruction_sets()};
    for (const conformance::Check* check : conformance::checks()) {
        if (std::string(check->name) == "speed") continue;
        const Outcome outcome = conformance::run(*check, subject);
        INFO(check->name << ": " << outcome.detail);
        CHECK(outcome.result != Result::failed);
    }
}

TEST_CASE("mistakes with matrices are found") {
    const std::vector<std::vector<std::string>> table = {
        {"keeps_state_in_a_scratch", "state_restored_goes_on_the_same", ""},
        {"is_another_rule_in_double", "agrees_with_itself_in_double", ""},
        {"writes_to_an_operand", "same_bits_in_every_run", "the result of a product is an operand of it"},
        {"mistakes_the_shape", "same_bits_in_every_run",
         "cannot transform layers.0.weight in step 1: the product of 19 x 21 and 22 x 21 is no matrix of 19 x 21"},
        {"changes_the_gradient", "same_bits_in_every_run",
         "a result would stand neither in a slot of the tensor nor in a scratch"},
        {"asks_for_a_ninth_scratch", "same_bits_in_every_run", "scratch 8 was asked for, expected 0 to 7"},
    };
    for (const auto& row : table) {
        const Registry registry = registry_of("cubic_" + row[0]);
        const conformance::Subject subject{.registry = registry, .name = "cubic"};
        const Outcome outcome = conformance::run_in_child(conformance::find_check(row[1]), subject);
        INFO(row[0] << " and " << row[1] << ": " << outcome.detail);
        CHECK(outcome.result == Result::failed);
        CHECK(outcome.detail.find(row[2]) != std::string::npos);
    }
}
