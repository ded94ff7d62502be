#include "base/text.h"

#include <bit>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "support/catch.h"

using namespace descent;

TEST_CASE("Numbers are written as the shortest text that reads back the same") {
    CHECK(to_text(0.1) == "0.1");
    CHECK(to_text(0.1f) == "0.1");
    CHECK(to_text(1.0) == "1");
    CHECK(to_text(1e300) == "1e+300");
    CHECK(to_text(-0.0) == "-0");
    CHECK(to_text(42) == "42");
    CHECK(to_text(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(to_text(-std::numeric_limits<float>::quiet_NaN()) == "nan");
}

TEST_CASE("Numbers for people are short") {
    CHECK(short_number(0.41234567) == "0.4123");
    CHECK(short_number(0.000012) == "1.2e-05");
    CHECK(short_number(123456, 6) == "123456");
    CHECK(short_number(-std::numeric_limits<double>::infinity()) == "-inf");
    CHECK(percent(0.851) == "85.10%");
    CHECK(percent(std::numeric_limits<double>::quiet_NaN()) == "nan%");
    CHECK(grouped(1234567.4) == "1,234,567");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1e300) == "1e+300");
    CHECK(percent(1e300).size() > 300);  // no number is too long
}

TEST_CASE("Any finite number survives text and back with its bits") {
    RandomStream stream(1, "test");
    for (int i = 0; i < 20000; ++i) {
        const auto wide = std::bit_cast<double>(stream.next());
        const auto narrow = std::bit_cast<float>(static_cast<std::uint32_t>(stream.next()));
        if (std::isfinite(wide)) {
            REQUIRE(std::bit_cast<std::uint64_t>(parse_number<double>(to_text(wide)).value()) ==
                    std::bit_cast<std::uint64_t>(wide));
        }
        if (std::isnormal(narrow)) REQUIRE(parse_number<float>(to_text(narrow)).value() == narrow);
    }
}

TEST_CASE("A number is the whole text or it is none") {
    CHECK(parse_number<int>("-7") == -7);
    CHECK(parse_number<double>("1e3") == 1000.0);
    for (const char* wrong : {"", " 1", "1 ", "1x", "+1", "0x10", "1,5", "1e", "--1"}) {
        INFO(wrong);
        CHECK_FALSE(parse_number<double>(wrong));
    }
    CHECK_FALSE(parse_number<int>("1.0"));
    CHECK_FALSE(parse_number<unsigned>("-1"));
    CHECK_FALSE(parse_number<int>("99999999999"));
}

TEST_CASE("Foreign text loses what would break a line or drive a terminal") {
    CHECK(printable("plain, with 'quotes' and \\") == "plain, with 'quotes' and \\");
    CHECK(printable("gr\xC3\xBC\xC3\x9F") == "gr\xC3\xBC\xC3\x9F");
    CHECK(printable("\n\r\t\x01\x7f") == "\\n\\r\\t\\x01\\x7f");
    CHECK(printable(std::string("\0", 1)) == "\\x00");
    CHECK(printable("\xE2\x80\xAE") == "\\xe2\\x80\\xae");                             // right-to-left override
    CHECK(printable("\xC2\x85") == "\\xc2\\x85");                                      // C1 control: next line
    CHECK(printable("\xC0\xAF\xED\xA0\x80\xFF") == "\\xc0\\xaf\\xed\\xa0\\x80\\xff");  // overlong, surrogate, never
    CHECK(printable("\xE2\x82") == "\\xe2\\x82");                                      // cut inside a character
}

TEST_CASE("Long foreign text is cut to the limit, and doing it twice changes nothing") {
    CHECK(printable("0123456789", 10) == "0123456789");
    CHECK(printable("0123456789A", 10) == "0123456...");
    RandomStream stream(2, "test");
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(stream.below(60), ' ');
        for (char& c : bytes) c = static_cast<char>(stream.next());
        const std::string once = printable(bytes, 40);
        REQUIRE(once.size() <= 40);
        REQUIRE(printable(once, 40) == once);
    }
}

TEST_CASE("Quoted text stands between single quotes") { CHECK(quote("a\nb") == "'a\\nb'"); }

TEST_CASE("Parts are joined with a separator between them") {
    const std::vector<std::string> none, one = {"a"}, three = {"a", "b", "c"};
    CHECK(join(none).empty());
    CHECK(join(one) == "a");
    CHECK(join(three) == "a, b, c");
    CHECK(join(three, "|") == "a|b|c");
}

TEST_CASE("A slip of the keyboard finds its candidate, another word finds none") {
    const std::vector<std::string> names = {"adam", "adamw", "nadam", "momentum", "rmsprop"};
    CHECK(nearest("adm", names) == "adam");
    CHECK(nearest("ADAM", names) == "adam");
    CHECK(nearest("momentun", names) == "momentum");
    CHECK_FALSE(nearest("lbfgs", names));
    CHECK_FALSE(nearest(std::string(100000, 'a'), names));
    CHECK(did_you_mean("rmsprob", names) == "; did you mean 'rmsprop'?");
    CHECK(did_you_mean("xyz", names).empty());
    const std::vector<std::string> letters = {"a", "Y"};
    CHECK(nearest("y", letters) == "Y");
    CHECK_FALSE(nearest("b", letters));  // every letter is one edit from every other
}
