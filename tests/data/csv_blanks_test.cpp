// Tables whose columns stand apart by blanks: R's write.table, aligned columns of the UCI repository.

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

const std::string by_blanks = "columns are separated by blanks";

Dataset parsed(std::string_view text, DataSource source = {}, std::size_t chunk_bytes = SIZE_MAX) {
    source.path = "f.txt";
    if (source.targets.empty()) source.targets = {"y"};
    return data::parse_csv(file_of(text, "f.txt"), source, chunk_bytes);
}

std::string refusal(std::string_view text, const DataSource& source = {}) {
    return error_of([&] { parsed(text, source); });
}

bool says(const Dataset& data, const std::string& note) {
    return std::ranges::find(data.details().notes, note) != data.details().notes.end();
}

}  // namespace

TEST_CASE("A table as R's write.table writes it by default has row names, quotes and one blank between fields") {
    const Dataset data = parsed(
        "\"size\" \"town of birth\" \"y\"\n\"1\" 1.5 \"New York\" 3\n\"2\" 2.5 \"Rome\" 4.5\n"
        "\"3\" 3.5 \"Rome\" 5\n\"4\" NA \"New York\" 6\n",
        {.path = {}, .missing = Missing::drop});
    CHECK(data.input_names() == Names{"size", "town of birth=New York", "town of birth=Rome"});
    CHECK(data.raw_targets().values == Numbers{3, 4.5, 5});
    CHECK(says(data, by_blanks));
    CHECK(data.details().columns.delimiter == ' ');
}

TEST_CASE("Runs of blanks and tabs are one delimiter, and those at both ends of a line are none") {
    const Dataset data = parsed("  a    b   y  \n 1.5 \t 2   3 \n\n-1      2e1  4\r\n   \n0 0 5   ");
    CHECK(data.input_names() == Names{"a", "b"});
    CHECK(unscaled_inputs(data) == Numbers{1.5, 2, -1, 20, 0, 0});
    CHECK(data.raw_targets().values == Numbers{3, 4, 5});
}

TEST_CASE("Aligned columns of numbers need no header") {
    const Dataset data = parsed(" 0.006  18.00  24.0\n 0.027   0.00  21.6\n", {.path = {}, .targets = {"c3"}});
    CHECK(unscaled_inputs(data) == Numbers{0.006, 18, 0.027, 0});
    CHECK(data.raw_targets().values == Numbers{24, 21.6});
}

TEST_CASE("A tab among columns that blanks align is a blank") {
    const Dataset data =
        parsed("18.0   8   307.0\t\"ford torino\"\n15.0   8   350.0\t\"buick\"\n14.0   8   ?\t\"ford\"\n",
               {.path = {}, .targets = {"c1"}, .no_header = true, .ignore = {"c4"}, .missing = Missing::drop});
    CHECK(unscaled_inputs(data) == Numbers{8, 307, 8, 350});
    CHECK(says(data, by_blanks));
}

TEST_CASE("Blanks inside fields of other tables separate nothing") {
    CHECK(parsed("home town\ty\nNew York\t2\nNew York\t3\nOld  York\t4\nOld  York\t5\n").input_names() ==
          Names{"home town=New York", "home town=Old  York"});
    CHECK(parsed("a b,y\n1,2\n").input_names() == Names{"a b"});
    CHECK(parsed("a, y\n1, 2\n").input_names() == Names{"a"});
}

TEST_CASE("A decimal comma behind blanks is one, and a ragged line is refused with its number") {
    CHECK(unscaled_inputs(parsed("a b y\n1,5 2,25 3\n2 1 4\n")) == Numbers{1.5, 2.25, 2, 1});
    CHECK(refusal("a b y\n1 2 3\n1  3\n") ==
          "f.txt: line 3: found 2 fields, expected 3, as in the row of column names");
    CHECK_THAT(refusal("a y\n\"x\"1 2\n"), ContainsSubstring("after a quote, expected blanks"));
}

TEST_CASE("Data for a model is separated as it is, by blanks or not") {
    const Columns blanks = parsed("a b y\n1 2 3\n2 1 4\n").details().columns;
    const auto again = [](std::string_view text, const Columns& known) {
        return unscaled_inputs(parsed(text, {.path = {}, .targets_optional = true, .known = known}));
    };
    CHECK(again("b a\n7 8\n", blanks) == Numbers{8, 7});
    CHECK(again("b,a\n7,8\n", blanks) == Numbers{8, 7});
    const Columns commas = parsed("a,b,y\n1,2,3\n2,1,4\n").details().columns;
    CHECK(again("b a\n7 8\n", commas) == Numbers{8, 7});
    const Columns one = parsed("a name,y\n1,2\n3,5\n").details().columns;
    CHECK(again("a name\n7\n8\n", one) == Numbers{7, 8});
}

TEST_CASE("Chunks of a table with blanks are put together as the whole") {
    std::string text = "\"a\" \"c\" \"y\"\n";
    for (int i = 0; i < 40; ++i) {
        text += "\"" + std::to_string(i) + "\"  " + std::to_string(i) + ".5 \"t " + std::to_string(i % 3) + "\" 1." +
                std::to_string(i) + " \n";
    }
    const Dataset whole = parsed(text), chunks = parsed(text, {.path = {}, .threads = {2}}, 16);
    CHECK(whole.patterns() == 40);
    CHECK(chunks.content_hash() == whole.content_hash());
    CHECK(chunks.details().notes == whole.details().notes);
}
