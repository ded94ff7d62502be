#include "base/names.h"

#include <array>

#include "support/catch.h"

namespace {

enum class Fruit { apple = 0, pear = 3 };

std::span<const descent::Named<Fruit>> enum_names(Fruit) {
    static constexpr std::array<descent::Named<Fruit>, 2> names = {{{Fruit::apple, "apple"}, {Fruit::pear, "pear"}}};
    return names;
}

}  // namespace

using namespace descent;

TEST_CASE("An enumerator and its name follow from each other") {
    CHECK(name_of(Fruit::pear) == "pear");
    CHECK(value_of<Fruit>("apple", "fruit") == Fruit::apple);
    CHECK(name_of(Fruit{7}) == "unknown");
    CHECK(names_of<Fruit>() == std::vector<std::string>{"apple", "pear"});
}

TEST_CASE("Names stand in a sentence as alternatives") {
    CHECK(alternatives({}) == "");
    CHECK(alternatives({"a"}) == "a");
    CHECK(alternatives({"a", "b", "c"}) == "a, b or c");
}

TEST_CASE("A name that is none names the setting, the nearest name and all of them") {
    CHECK_THROWS_WITH(value_of<Fruit>("peer", "fruit"),
                      "fruit: 'peer' is not known; did you mean 'pear'? (known: apple, pear)");
}
