// A table of categories is trained as the matrix of its zeros and ones is, bit for bit.
#include <cmath>
#include <limits>

#include "support/catch.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

constexpr std::size_t patterns = 90;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Dataset of(const std::vector<double>& values, Columns columns, Missing policy) {
    const auto memory = std::make_shared<const std::vector<double>>(values);
    columns.missing = policy;
    Dataset::Targets targets{.labels = {}, .class_names = {"a", "b", "c"}, .values = {}};
    for (std::uint32_t p = 0; p < patterns; ++p) targets.labels.push_back(p % 3);
    return Dataset("table",
                   {memory, reinterpret_cast<const std::byte*>(memory->data()), ElementType::f64, patterns,
                    values.size() / patterns},
                   std::move(targets), {.columns = std::move(columns)});
}

struct Tables {
    Dataset stored, zeros_and_ones;
};

/// x, one of four categories with an indicator, z; values are missing but under `refuse`.
Tables tables(Missing policy) {
    RandomStream random(4, "tables");
    std::vector<double> stored, inputs;
    const double share = policy == Missing::refuse ? 0 : 0.1;
    const auto number = [&] { return random.uniform() < share ? missing : random.normal(); };
    for (std::size_t p = 0; p < patterns; ++p) {
        const double x = number(), z = number();
        const double place = random.uniform() < share ? missing : static_cast<double>(random.below(5)) - 1;
        stored.insert(stored.end(), {x, place, z});
        inputs.push_back(x);
        for (double k = 0; k < 4; ++k) inputs.push_back(std::isnan(place) ? missing : place == k ? 1 : 0);
        inputs.insert(inputs.end(), {std::isnan(place) ? 1.0 : 0.0, z});
    }
    const Columns columns{
        .inputs = {{.name = "x"},
                   {.name = "t", .kind = ColumnKind::category, .categories = {"a", "b", "c", "d"}, .indicator = true},
                   {.name = "z"}}};
    return {of(stored, columns, policy), of(inputs, number_columns(input_names(columns)), policy)};
}

std::string bits_of(const Dataset& data, std::size_t batch, std::size_t threads) {
    const Network network{.inputs = 7, .layers = {{9, Activation::tanh}, {3, Activation::softmax}}};
    const TrainingOptions options{.loss = Loss::cross_entropy,
                                  .scaling = ScalingKind::none,
                                  .batch_size = batch,
                                  .epochs = 3,
                                  .threads = {threads}};
    Observer nobody;
    return bits(train(network, data, data, options, builtin(), nobody).model);
}

}  // namespace

TEST_CASE("a table is trained as the matrix of its zeros and ones, whatever is missing, by any batch") {
    for (const Missing policy : {Missing::refuse, Missing::mean, Missing::median, Missing::indicator}) {
        const Tables both = tables(policy);
        for (const std::size_t batch : {1, 8, 0}) {
            CAPTURE(to_string(policy), batch);
            const std::string expected = bits_of(both.zeros_and_ones, batch, 1);
            CHECK(bits_of(both.stored, batch, 1) == expected);
            CHECK(bits_of(both.stored, batch, 2) == expected);
        }
    }
}
