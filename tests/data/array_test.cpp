#include "data/array.h"

#include <descent/error.h>

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("All dimensions but the first are the inputs of a pattern") {
    const auto inputs_of = [](std::vector<std::size_t> shape) {
        std::size_t count = 1;
        for (const std::size_t size : shape) count *= size;
        return data::to_inputs({ElementType::u8, std::move(shape), file_of(std::string(count, 'x'), "f")});
    };
    CHECK(inputs_of({5}).patterns == 5);
    CHECK(inputs_of({5}).columns == 1);
    CHECK(inputs_of({4, 3}).columns == 3);
    CHECK(inputs_of({2, 3, 4, 5}).patterns == 2);
    CHECK(inputs_of({2, 3, 4, 5}).columns == 60);
}

TEST_CASE("The number of elements is checked against the bytes that there are, without overflow") {
    CHECK(data::count_elements({2, 3}, 4, 24, "f", "header") == 6);
    CHECK_THROWS_AS(data::count_elements({2, 3}, 4, 23, "f", "header"), InputError);
    CHECK_THROWS_AS(data::count_elements({SIZE_MAX, SIZE_MAX}, 8, SIZE_MAX, "f", "header"), InputError);
    CHECK_THROWS_AS(data::count_elements({SIZE_MAX, 0}, 8, SIZE_MAX, "f", "header"), InputError);
    CHECK_THROWS_AS(data::count_elements({3, SIZE_MAX / 2}, 1, SIZE_MAX, "f", "header"), InputError);
}
