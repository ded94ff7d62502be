// The different numbers of a column, and the place of each among them, against an ordered set.
#include "data/different_numbers.h"

#include <set>

#include "base/random.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::data;

namespace {

/// Numbers of all kinds that a column of classes may hold, many of them more than once.
std::vector<double> numbers_of_all_kinds() {
    std::vector<double> numbers = {0.0, -0.0, 1023, 1024, 1023.5, -1, 1e300, -1e300, 5e-324, 4294967296, 0.5};
    RandomStream stream(7, "numbers");
    for (int i = 0; i < 2000; ++i) numbers.push_back(static_cast<double>(stream.below(3000)) / 2 - 300);
    return numbers;
}

std::vector<double> ascending(const std::vector<double>& numbers) {
    const std::set<double> set(numbers.begin(), numbers.end());  // 0 and -0 are one
    return {set.begin(), set.end()};
}

}  // namespace

TEST_CASE("Different numbers are those of an ordered set, and are counted as they come") {
    DifferentNumbers different;
    std::set<double> set;
    for (const double number : numbers_of_all_kinds()) {
        set.insert(number);
        REQUIRE(different.add(number) == set.size());
    }
    CHECK(different.ascending() == ascending(numbers_of_all_kinds()));
    CHECK(DifferentNumbers().ascending().empty());
}

TEST_CASE("The place of a number is where the ordered set has it") {
    const std::vector<double> numbers = numbers_of_all_kinds();
    const std::vector<double> set = ascending(numbers);
    const PlaceOfNumber place(set);
    for (const double number : numbers) REQUIRE(set[place(number)] == number);
}

TEST_CASE("Few whole numbers are given where all are whole and few enough, and texts do not count") {
    Matrix cells(5, 2);
    for (std::size_t r = 0; r < 5; ++r) {
        cells.at(r, 0) = 0.5;
        cells.at(r, 1) = static_cast<double>(r % 3) * 2000 - 2000;
    }
    cells.at(4, 1) = text_cell(3);
    const std::vector<double> expected = {-2000, 0, 2000};
    CHECK(few_whole_numbers(cells, 5, 1, 3) == expected);
    CHECK_FALSE(few_whole_numbers(cells, 5, 1, 2));
    CHECK_FALSE(few_whole_numbers(cells, 5, 0, 3));
}
