// Columns of a table in a model's description: read back as they were, and hostile ones refused.
#include "model/columns_description.h"

#include <descent/error.h>

#include "support/catch.h"

namespace descent::model {
namespace {

/// What is said of that list of columns in a model of three inputs; "" when it is accepted.
std::string complaint(const std::string& inputs, const std::string& missing = "refuse") {
    const std::string text =
        R"({"missing":")" + missing + R"(","unknown":"zero","encoding":"utf-8","inputs":)" + inputs + "}";
    try {
        columns_from(JsonReader(parse_json(text, "m.safetensors"), "m.safetensors", "columns"), 3, "m.safetensors");
    } catch (const InputError& error) {
        CHECK(error.file() == "m.safetensors");
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("Columns of every kind come back from their description") {
    const Columns columns{
        .inputs = {{.name = "age", .indicator = true},
                   {.name = "cut=\"x\"", .kind = ColumnKind::category, .categories = {"", "\n\x01", "b"}},
                   {.name = "", .kind = ColumnKind::truth}},
        .missing = Missing::indicator,
        .unknown = Unknown::zero,
        .encoding = Encoding::utf16,
        .unnamed = 4,
        .delimiter = '\t',
        .weights = "share"};
    const std::string text = to_json_line(to_json(columns));
    CHECK(columns_from(JsonReader(parse_json(text, "m"), "m"), 6, "m") == columns);
    CHECK(text ==
          R"({"missing":"indicator","unknown":"zero","encoding":"utf-16","unnamed":4,"delimiter":"\t","inputs":[)"
          R"({"name":"age","kind":"number","indicator":true},)"
          R"({"name":"cut=\"x\"","kind":"category","categories":["","\n\u0001","b"]},{"name":"","kind":"truth"}],)"
          R"("weights":"share"})");
    CHECK(columns_from(JsonReader(to_json(Columns{}), "m"), 6, "m") == Columns{});
}

TEST_CASE("A description from before headers and delimiters were kept says nothing of them") {
    const Json json = {{"missing", "refuse"}, {"unknown", "refuse"}, {"encoding", "utf-8"}, {"inputs", Json::array()}};
    CHECK(columns_from(JsonReader(json, "m"), 3, "m") == Columns{});
    Json longer = json;
    longer["delimiter"] = "ab";
    CHECK_THROWS_WITH(columns_from(JsonReader(longer, "m"), 3, "m"),
                      ContainsSubstring("'ab'") && ContainsSubstring("one character, or none"));
}

TEST_CASE("A hundred thousand categories are read at once") {
    Columns columns{.inputs = {{.name = "code", .kind = ColumnKind::category}}};
    for (int i = 0; i < 100000; ++i) columns.inputs[0].categories.push_back(std::to_string(i));
    CHECK(columns_from(JsonReader(to_json(columns), "m"), 100000, "m") == columns);
}

TEST_CASE("Columns that do not hold together are refused") {
    const std::string number = R"({"name":"x","kind":"number"})";
    struct Case {
        std::string inputs, said;
    };
    const std::vector<Case> cases = {
        {"[" + number + "]", "its columns make 1 inputs, its network has 3"},
        {"[" + number + "," + number + "," + number + "]", "two columns are named 'x'"},
        {R"([{"name":"x","kind":"date"}])", "'date' is not known"},
        {R"([{"name":"x","kind":"category"}])", "column 'x' is of kind category and has 0 categories"},
        {R"([{"name":"x","kind":"truth","categories":["a","b","c"]}])", "is of kind truth and has 3 categories"},
        {R"([{"name":"x","kind":"category","categories":["a","\u0001","\u0001"]}])", "has category '\\x01' twice"},
        {R"([{"name":"x","kind":"category","categories":["a",7]}])", "an array of text"},
        {R"([{"name":"x","kind":"category","categories":{}}])", "expected an array"},
        {R"([{"name":7,"kind":"number"}])", "model description, column 1, member 'name'"},
        {R"([)" + number + R"(,{"kind":"number"}])", "model description, column 2: found no member 'name'"},
        {R"([{"name":"x","kind":"number","indicator":1}])", "expected true or false"},
        {R"([7])", "expected a JSON object"},
        {R"({})", "expected an array"},
    };
    for (const Case& c : cases) {
        INFO(c.inputs);
        CHECK_THAT(complaint(c.inputs), ContainsSubstring(c.said));
    }
    CHECK_THAT(complaint("[]", "mode"), ContainsSubstring("'mode' is not known"));
    CHECK(complaint("[]").empty());
}

}  // namespace descent::model
