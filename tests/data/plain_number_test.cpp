// Numbers at the speed at which tables are read are those that the C library reads.
#include "data/plain_number.h"

#include <bit>
#include <cstdlib>

#include "base/random.h"
#include "support/catch.h"

using namespace descent;

namespace {

std::string digits(RandomStream& random, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + random.below(10));
    return text;
}

void check(const std::string& text, const std::string& behind) {
    double value = 0;
    const std::string all = text + behind;
    CAPTURE(all);
    REQUIRE(data::parse_plain_number(all, value) == text.size());
    CHECK(std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)));
}

}  // namespace

TEST_CASE("Digits of any number on either side of the point give the nearest double") {
    RandomStream random(6, "numbers");
    for (std::size_t whole = 0; whole <= 24; ++whole) {
        for (std::size_t fraction = 0; fraction <= 24; ++fraction) {
            if (whole + fraction == 0) continue;
            for (const char* const sign : {"", "-"}) {
                const std::string text =
                    sign + digits(random, whole) + (fraction > 0 ? "." : "") + digits(random, fraction);
                for (const char* const behind : {"", ",", ",12345678,1", "\n", "x1234567", "\x80\x8A\xFF/:;<="}) {
                    check(text, behind);
                }
            }
        }
    }
}

TEST_CASE("Zeros have their sign, and exponents count") {
    for (const char* const text : {"0", "-0", "-0.0", "00000000000000000000001", "1e5", "-1.5E-3", "12345678e+2",
                                   "0.00000000000000000000001", "9007199254740993", "123456789012345678"}) {
        check(text, ",");
    }
}

TEST_CASE("What is no plain number is left to others") {
    double value = 7;
    for (const char* const text :
         {"", "-", ".", "-.", "+1", "x", "e5", "1e", "1e+", "nan", "inf", "1e39", "/1", ":1"}) {
        CAPTURE(text);
        CHECK(data::parse_plain_number(text, value) == 0);
    }
}
