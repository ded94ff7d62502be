#include "base/json_value.h"

#include <descent/error.h>

#include "base/json.h"
#include "support/catch.h"

using namespace descent;

TEST_CASE("A braced list is an object where all its elements are pairs that begin with text, else an array") {
    CHECK(Json({{"a", 1}, {"b", {2, 3}}}).is_object());
    CHECK(Json({{"a", 1}, {2, 3}}).is_array());
    CHECK(Json({"a", 1}).is_array());
    CHECK(to_json_line({{"a", 1}, {"b", {{"c", true}}}, {"d", {"x"}}}) == R"({"a":1,"b":{"c":true},"d":["x"]})");
    CHECK(to_json_line(Json::array()) == "[]");
    CHECK(to_json_line(Json::object()) == "{}");
}

TEST_CASE("A value keeps the kind that it was made of") {
    CHECK(Json().is_null());
    CHECK(Json(nullptr).is_null());
    CHECK(Json(true).is_boolean());
    CHECK(Json(0).is_number_integer());
    CHECK_FALSE(Json(0).is_number_unsigned());
    CHECK(Json(0u).is_number_unsigned());
    CHECK(Json(0.0f).is_number());
    CHECK_FALSE(Json(0.0).is_number_integer());
    CHECK(Json("text").is_string());
    CHECK(Json(std::vector<double>{1, 2}).get<std::vector<float>>() == std::vector<float>{1, 2});
    CHECK(to_json_line({-1, 18446744073709551615u, 1.0, 0.1f, "x"}) ==
          R"([-1,18446744073709551615,1.0,0.10000000149011612,"x"])");
}

TEST_CASE("Members are added, replaced and removed in place, and null becomes what is asked of it") {
    Json object;
    object["b"] = 1;
    object["a"]["inner"].push_back(2);
    object["b"] = "new";
    CHECK(to_json_line(object) == R"({"b":"new","a":{"inner":[2]}})");
    object.update({{"c", 3}, {"b", 4}});
    object.erase("a");
    object.erase("absent");
    CHECK(to_json_line(object) == R"({"b":4,"c":3})");
    CHECK(object.size() == 2);
    CHECK(Json().size() == 0);
    CHECK(Json(5).size() == 1);
    for (const auto& [name, value] : object.items()) CHECK(object[name] == value);
}

TEST_CASE("Values of one number are equal whatever their kind, and members also need one order") {
    CHECK(Json(1) == Json(1u));
    CHECK(Json(1.0) == 1);
    CHECK_FALSE(Json(-1) == Json(18446744073709551615u));
    CHECK_FALSE(Json(-1) == Json(-1.5));
    CHECK(Json("a") == "a");
    CHECK_FALSE(Json("1") == 1);
    CHECK_FALSE(Json({{"a", 1}, {"b", 2}}) == Json({{"b", 2}, {"a", 1}}));
}

TEST_CASE("What is not there, and what is of another kind, is an error, also of a constant") {
    const Json object = {{"list", {1}}, {"text", "x"}};
    CHECK_FALSE(object.contains("absent"));
    CHECK(object.value("absent", "y") == "y");
    CHECK(object.value("text", "y") == "x");
    CHECK_THROWS_WITH(object["absent"], "JSON: found no member 'absent'");
    CHECK_THROWS_WITH(object.at("absent"), "JSON: found no member 'absent'");
    CHECK_THROWS_WITH(object["list"][1], "JSON: found 1 elements, expected more than 1");
    CHECK_THROWS_WITH(object["text"].get<double>(), "JSON: found text, expected a number");
    CHECK_THROWS_WITH(object["list"].text(), "JSON: found a list, expected text");
    CHECK_THROWS_WITH(object["text"].flag(), "JSON: found text, expected a flag");
    CHECK_THROWS_WITH(object["text"].elements(), "JSON: found text, expected a list");
    CHECK_THROWS_WITH(object["list"].items(), "JSON: found a list, expected an object");
    Json text = "x";
    CHECK_THROWS_WITH(text.push_back(1), "JSON: found text, expected a list");
    CHECK_THROWS_WITH(text["member"] = 1, "JSON: found text, expected an object");
}
