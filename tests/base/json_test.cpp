#include "base/json.h"

#include <descent/error.h>

#include <cmath>
#include <limits>

#include "base/random.h"
#include "support/catch.h"

using namespace descent;

namespace {

std::string error_of(const std::string& text) {
    try {
        parse_json(text, "f.json", "line 3");
    } catch (const InputError& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("A JSON line keeps the order of its members and has no line break") {
    const Json value = {{"zebra", 1}, {"ant", {0.1, true, nullptr, "a\nb"}}};
    CHECK(to_json_line(value) == R"({"zebra":1,"ant":[0.1,true,null,"a\nb"]})");
    CHECK(parse_json(to_json_line(value), "f") == value);
}

TEST_CASE("Any finite double survives a JSON line with its bits") {
    RandomStream stream(3, "test");
    for (int i = 0; i < 20000; ++i) {
        const auto number = std::bit_cast<double>(stream.next());
        if (!std::isfinite(number)) continue;
        REQUIRE(parse_json(to_json_line(Json(number)), "f").get<double>() == number);
    }
}

TEST_CASE("NaN and infinities are written as null and read back as NaN") {
    const Json value = {{"loss", std::nan("")}, {"norm", std::numeric_limits<double>::infinity()}};
    CHECK(to_json_line(value) == R"({"loss":null,"norm":null})");
    CHECK(std::isnan(JsonReader(parse_json(to_json_line(value), "f"), "f").number("loss")));
}

TEST_CASE("JSON holds no character that drives a terminal or turns a line around, and reads back the same") {
    const std::string text = "a\x1b[1m \x7f \u009b \u202e \u2066 \ufeff \u00e9 \U0001F600";
    const std::string line = to_json_line({{"name", text}});
    CHECK(line == "{\"name\":\"a\\u001b[1m \\u007f \\u009b \\u202e \\u2066 \\ufeff \u00e9 \U0001F600\"}");
    CHECK(parse_json(line, "x").at("name").text() == text);
    CHECK(parse_json(to_json_text({{"name", text}}), "x").at("name").text() == text);
}

TEST_CASE("Broken UTF-8 does not stop a line from being written") {
    CHECK(to_json_line(Json("a\xFFz")) == "\"a\xEF\xBF\xBDz\"");
}

TEST_CASE("Text that is not JSON is an input error with file, place and byte") {
    CHECK_THAT(error_of("{\"a\": }"),
               ContainsSubstring("f.json: line 3, byte 7: found text that is not JSON, expected JSON"));
    CHECK_THAT(error_of(""), ContainsSubstring("not JSON"));
    CHECK_THAT(error_of("{} x"), ContainsSubstring("not JSON"));
    CHECK_THAT(error_of(std::string("{}\0", 3)), ContainsSubstring("line 3, byte 3: found a byte of 0"));
    CHECK_THAT(error_of(std::string("{}\0 x", 5)), ContainsSubstring("byte 3: found a byte of 0"));
    CHECK_THAT(error_of("\"\xFF\""), ContainsSubstring("not JSON"));
    CHECK_THAT(error_of("[NaN]"), ContainsSubstring("not JSON"));
    CHECK_THAT(error_of("[1e999]"), ContainsSubstring("out of range"));
}

TEST_CASE("JSON made to harm is refused: too deep, a member twice, too many members") {
    CHECK_THAT(error_of(std::string(100000, '[')), ContainsSubstring("more than 64 levels"));
    CHECK(error_of(std::string(60, '[') + std::string(60, ']')) == "no error");
    CHECK_THAT(error_of(R"({"a": 1, "a": 2})"), ContainsSubstring("the member 'a' twice"));
    CHECK(error_of(R"({"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}]})") == "no error");
    std::string many = "{\"m\":0";
    for (std::size_t i = 0; i < most_json_members; ++i) many += ",\"" + std::to_string(i) + "\":0";
    CHECK_THAT(error_of(many + "}"), ContainsSubstring("more than 16384 members"));
}

TEST_CASE("A reader of members gives what is there and names what is not") {
    const JsonReader reader(
        parse_json(R"({"name": "x", "on": true, "rate": 0.5, "n": 7, "l": ["a"], "v": [1, 2.5], "o": {"k": 1}})", "f"),
        "f", "line 2");
    CHECK(reader.text("name") == "x");
    CHECK(reader.flag("on"));
    CHECK(reader.number("rate") == 0.5);
    CHECK(reader.whole("n", 7) == 7);
    CHECK(reader.texts("l") == std::vector<std::string>{"a"});
    CHECK(reader.numbers("v") == std::vector<double>{1, 2.5});
    CHECK(reader.has("on"));
    CHECK_FALSE(reader.has("off"));
    CHECK_THROWS_WITH(reader.text("off"), "f: line 2: found no member 'off', expected one");
    CHECK_THROWS_WITH(reader.text("n"), "f: line 2, member 'n': found '7', expected text");
    CHECK_THROWS_WITH(reader.whole("n", 6), ContainsSubstring("a whole number from 0 to 6"));
    CHECK_THROWS_WITH(reader.whole("rate"), ContainsSubstring("found '0.5', expected a whole number"));
    CHECK_THROWS_WITH(reader.number("l"), ContainsSubstring("found an array, expected a number"));
    CHECK_THROWS_WITH(reader.flag("name"), ContainsSubstring("true or false"));
    CHECK_THROWS_WITH(reader.texts("v"), ContainsSubstring("an array of text"));
    CHECK_THROWS_WITH(reader.numbers("l"), ContainsSubstring("an array of numbers"));
    CHECK_THROWS_WITH(reader.array("name"), ContainsSubstring("an array"));
    CHECK_THROWS_WITH(reader.object("o").text("k"), "f: line 2, member 'o', member 'k': found '1', expected text");
    CHECK_THROWS_WITH(reader.object("n"), ContainsSubstring("a JSON object"));
    CHECK_THROWS_WITH(JsonReader(Json(3), "f"), "f: found '3', expected a JSON object");
}
