// What is said on standard error: the options as they are typed, nothing that the run contradicts.

#include "cli/as_typed.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::cli;
using namespace descent::test;

namespace {

const TypedOptions typed = {{"missing", false}, {"no-header", true}, {"batch-size", false}, {"loss", false}};

/// Standard error of a command on `text` in data.csv.
std::string said(const std::string& text, const std::string& line, int status = 0) {
    const TemporaryFolder folder;
    folder.write("data.csv", text);
    const Outcome outcome = run_descent(words(line), folder.path());
    INFO(outcome.err);
    CHECK(outcome.status == status);
    return outcome.err;
}

}  // namespace

TEST_CASE("A hint names the option as it is typed") {
    CHECK(hints_as_typed("expected a value; missing=drop leaves", typed) == "expected a value; --missing drop leaves");
    CHECK(hints_as_typed("a, b; no_header=true where", typed) == "a, b; --no-header where");
    CHECK(hints_as_typed("others; batch-size=full lets; loss=mse takes", typed) ==
          "others; --batch-size full lets; --loss mse takes");
    CHECK(as_typed("batch_size", typed) == "--batch-size");
    CHECK(as_typed("config line", typed) == "config line");
}

TEST_CASE("Names of the user's that read like a setting stay as they are") {
    for (const std::string line :
         {"loss=1.csv: targets are 2 classes: loss=mse, missing=drop", "a; b=c; depth=3", "ends in; ", "", "; loss"}) {
        CHECK(hints_as_typed(line, typed) == line);
    }
}

TEST_CASE("A search along lines on parts of the data is warned about in one line") {
    const std::string warning =
        "lbfgs compares losses and gradients of several steps, and each batch of 2 patterns has others; "
        "--batch-size full lets every step see all patterns\n";
    const std::string train = "train --data data.csv --target species --epochs 1 ";
    CHECK_THAT(said(flowers(), train + "--optimizer lbfgs --batch-size 2"), ContainsSubstring(warning));
    CHECK_THAT(said(flowers(), train + "--optimizer lbfgs --batch-size full"), !ContainsSubstring("lbfgs"));
    CHECK_THAT(said(flowers(), train + "--optimizer adam --batch-size 2"), !ContainsSubstring("compares"));
}

TEST_CASE("An accuracy by weight is called so") {
    const std::string text = "x,y\n1,a\n2,a\n1,b\n2,b\n1,c\n2,c\n";
    const std::string err =
        said(text, "train --data data.csv --target y --hidden none --epochs 1 --class-weights 1,1,4");
    CHECK_THAT(err, ContainsSubstring("training weighted accuracy ") &&
                        ContainsSubstring("no better than always answering 'c', the largest class, 66.67%"));
}

TEST_CASE("Scaling is no remedy where inputs are scaled and none changes") {
    const std::string text = "x,y\n-1,a\n1,b\n-1,b\n1,a\n";  // mean 0, deviation 1
    const std::string train = "train --data data.csv --target y --hidden none --epochs 1 ";
    CHECK_THAT(said(text, train), ContainsSubstring("no better than") && !ContainsSubstring("--scaling standardise,"));
    CHECK_THAT(said(text, train + "--scaling none"), ContainsSubstring("; try --scaling standardise,"));
}

TEST_CASE("A value that a model does not take is refused with what training has to allow") {
    const TemporaryFolder folder;
    folder.write("data.csv", "x,y\n1,a\n2,b\n3,a\n4,b\n");
    folder.write("gaps.csv", "x\n1\n?\n");
    run_descent(words("train --data data.csv --target y --epochs 1 --out m.safetensors"), folder.path());
    const Outcome refused = run_descent(words("predict --model m.safetensors --data gaps.csv"), folder.path());
    CHECK(refused.status == 1);
    CHECK(refused.err ==
          "descent: gaps.csv: line 3, column 'x': found '?', expected a value; 1 value is missing in x; "
          "--missing mean, median, indicator or drop in training makes a model that takes them\n");
}
