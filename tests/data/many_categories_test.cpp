// A column of very many categories.
#include <descent/error.h>

#include <sys/resource.h>

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

Dataset parsed(std::string_view text, DataSource source = {}) {
    source.path = "f.csv";
    source.targets = {"y"};
    return data::parse_csv(file_of(text, "f.csv"), source);
}

/// Rows of a number, one of `categories` texts, and a target.
std::string table(std::size_t rows, std::size_t categories) {
    std::string text = "x,t,y\n";
    for (std::size_t i = 0; i < rows; ++i) text += "1.5,w" + std::to_string(i * 7919 % categories) + ",0.25\n";
    return text;
}

std::size_t most_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) << 10;
}

}  // namespace

TEST_CASE("A column of 50000 categories takes one number a field") {
    constexpr std::size_t rows = 120000, categories = 50000;
    const std::string text = table(rows, categories);
    const std::size_t before = most_memory();
    const Dataset data = parsed(text);
    CHECK(data.inputs() == categories + 1);
    CHECK(data.raw_inputs().columns == 2);
    const Scaling scaling = fit_scaling(data, ScalingKind::standardise);
    require_scalable(data, scaling);
    const auto columns = data.details().columns;
    CHECK(columns.inputs[1].categories.size() == categories);
    for (const std::size_t row : {std::size_t{0}, std::size_t{1}, rows - 1}) {
        double place = -1;
        std::memcpy(&place, data.raw_inputs().bytes + (2 * row + 1) * sizeof place, sizeof place);
        CHECK(columns.inputs[1].categories[static_cast<std::size_t>(place)] ==
              "w" + std::to_string(row * 7919 % categories));
    }
// Their shadow memory is not the data's.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK(most_memory() - before < std::size_t{64} << 20);  // one input a category would take 48 GB
#else
    CHECK(most_memory() >= before);
#endif
}

TEST_CASE("More categories than 65536, and more inputs than 1048576, are refused") {
    CHECK(error_of([] { parsed(table(140000, 65537)); }) ==
          "f.csv: column 't': found 65537 different texts, expected at most 65536 categories; ignore=NAME leaves the "
          "column out");
    std::string names, text;
    for (int column = 0; column < 17; ++column) names += "t" + std::to_string(column) + ",";
    for (int row = 0; row < 65537; ++row) {
        for (int column = 0; column < 17; ++column) text += "w" + std::to_string(row % 65536) + ",";
        text += "0.25\n";
    }
    CHECK(error_of([&] { parsed(names + "y\n" + text); }) ==
          "f.csv: found 1114112 inputs, expected at most 1048576; ignore=NAMES leaves columns of many categories out");
}

TEST_CASE("As many different texts as rows are left out, however many") {
    CHECK(parsed(table(70000, 70000)).input_names() == std::vector<std::string>{"x"});
}

TEST_CASE("A known category is found behind any number of unknown ones") {
    Columns columns{.inputs = {{.name = "t", .kind = ColumnKind::category, .categories = {"known", "other"}}}};
    std::string text = "t,y\n";
    for (int i = 0; i < 70000; ++i) text += "w" + std::to_string(i) + ",0.25\n";
    const Dataset data =
        parsed(text + "other,0.5\n", {.path = {}, .unknown = Unknown::zero, .known = columns, .threads = {1}});
    double place = -1;
    std::memcpy(&place, data.raw_inputs().bytes + 70000 * sizeof place, sizeof place);
    CHECK(place == 1);
}
