#include "data/libsvm.h"

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;

Dataset parsed(std::string_view text, const DataSource& source = {}, std::uint64_t most_bytes = 1 << 20) {
    return data::parse_libsvm(file_of(text, "f.svm"), source, most_bytes);
}

std::string refusal(std::string_view text, const DataSource& source = {}) {
    return error_of([&] { parsed(text, source); });
}

}  // namespace

TEST_CASE("Lines of label and entries become dense rows, absent entries 0") {
    using Lines = std::vector<Dataset::LineRun>;
    const Dataset data = parsed("+1 1:0.5 3:-2\n-1 2:1e2\r\n\n# a comment alone\n+1\t1:+3  # and one behind\n-1 3:4");
    CHECK(unscaled_inputs(data) == std::vector<double>{0.5, 0, -2, 0, 100, 0, 3, 0, 0, 0, 0, 4});
    CHECK(data.input_names() == Names{"1", "2", "3"});
    CHECK(data.class_names() == Names{"-1", "1"});
    CHECK(data.details().lines == Lines{{0, 1}, {2, 5}});
    CHECK(data.raw_targets().labels == std::vector<std::uint32_t>{1, 0, 1, 0});
    CHECK(data.details().notes == Names{"targets are 2 classes: -1, 1; task=regression makes numbers"});
}

TEST_CASE("A byte order mark before the first label is skipped") {
    const Dataset data = parsed("\xEF\xBB\xBF-1 1:0.5\n1 1:2\n-1 1:3\n1 1:4\n");
    CHECK(data.class_names() == Names{"-1", "1"});
    CHECK(unscaled_inputs(data) == std::vector<double>{0.5, 2, 3, 4});
}

TEST_CASE("Numbers stay doubles until they are scaled: Unix times keep their seconds") {
    const Dataset data = parsed("0 1:1700000001 2:0.1\n1 1:1700000003 2:0.1\n");
    CHECK(unscaled_inputs(data) == std::vector<double>{1700000001, 0.1, 1700000003, 0.1});
    CHECK(fit_scaling(data, ScalingKind::standardise).shift[0] == 1700000002);
}

TEST_CASE("Labels with fractions are numbers, as are others where the task says so") {
    CHECK(parsed("0.5 1:1\n2 1:2\n").raw_targets().values == std::vector<double>{0.5, 2});
    CHECK(parsed("1 1:1\n1 1:2\n", {.path = {}, .task = Task::regression}).raw_targets().columns == 1);
}

TEST_CASE("Indices may start at 0, and qid is ignored, as notes say") {
    const Dataset data = parsed("1 qid:7 0:5 1:6\n0 qid:8 1:7\n1 0:1\n0 0:2\n");
    CHECK(data.input_names() == Names{"0", "1"});
    CHECK(unscaled_inputs(data) == std::vector<double>{5, 6, 0, 7, 1, 0, 2, 0});
    CHECK(data.details().notes[0] == "indices start at 0");
    CHECK(data.details().notes[1] == "qid is ignored");
}

TEST_CASE("Inputs that never vary are named by their indices, but not where a model knows them") {
    std::string text;
    for (int p = 0; p < 12; ++p) text += std::to_string(p % 2) + " 1:" + std::to_string(p) + " 3:4 4:1\n";
    const std::string note = "inputs that never vary: 2, 3, 4";
    CHECK(parsed(text).details().notes.back() == note);
    DataSource known;
    known.known = number_columns({"1", "2", "3", "4"});
    CHECK(parsed(text, known).details().notes.back() != note);
}

TEST_CASE("Known inputs say how many columns there are and where indices start") {
    const DataSource ones{.path = {}, .class_names = {"-1", "1"}, .known = number_columns({"1", "2", "3"})};
    CHECK(unscaled_inputs(parsed("1 1:5\n", ones)) == std::vector<double>{5, 0, 0});
    CHECK(refusal("1 4:5\n", ones) == "f.svm: line 1: found index 4, expected 1 to 3, the known inputs");
    CHECK(refusal("1 0:5\n", ones) == "f.svm: found index 0, expected 1 to 3, the known inputs");
    CHECK(refusal("# a comment\n1 1:5\n\n2 1:5\n", ones) ==
          "f.svm: line 4: found label 2, expected one of the 2 known classes");
    CHECK(refusal("1 1:5\n0.5 1:5\n", ones) ==
          "f.svm: line 2: found 0.5, expected a label: classes in numbers are whole ones");
    const DataSource zeros{.path = {}, .targets_optional = true, .known = number_columns({"0", "1"})};
    CHECK(unscaled_inputs(parsed("0 1:5\n", zeros)) == std::vector<double>{0, 5});
    CHECK_FALSE(parsed("unknown 1:5\n", zeros).has_targets());
}

TEST_CASE("What is wrong is named with its line") {
    CHECK(refusal("1 1:1\nx 1:1\n") == "f.svm: line 2: found 'x', expected a label: a finite number");
    CHECK_THAT(refusal("nan 1:1\n"), ContainsSubstring("line 1: found 'nan'"));
    CHECK_THAT(refusal("1,2 1:1\n"), ContainsSubstring("found '1,2', expected one label"));
    for (const std::string wrong : {"1", "1:", ":1", "a:1", "-1:1", "1:x", "1:nan", "1:1e39", "99999999999:1"}) {
        CHECK_THAT(refusal("1 " + wrong + "\n"),
                   ContainsSubstring("line 1: found '" + wrong + "', expected INDEX:NUMBER"));
    }
    CHECK(refusal("1 2:1 2:3\n") == "f.svm: line 1: found '2:3', expected indices that ascend");
    CHECK_THAT(refusal("# nothing\n"), ContainsSubstring("found 0 patterns"));
    CHECK_THAT(refusal("1\n2\n"), ContainsSubstring("found no index, expected at least one input"));
    CHECK(refusal("1 4000000000:1\n") ==
          "f.svm: found 1 patterns of 4000000000 inputs, expected a dense matrix of at most 1048576 bytes");
}
