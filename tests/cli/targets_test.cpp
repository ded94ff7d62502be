// Targets that are numbers, as users type it: what is said of them, in which unit they come back, what is refused.

#include <string>

#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

Outcome descent_in(const TemporaryFolder& folder, const std::string& line) {
    return run_descent(words(line), folder.path());
}

/// What is said when that table is trained on; nothing is trained.
std::string refusal(const std::string& table, const std::string& options, int status = 1) {
    const TemporaryFolder folder;
    folder.write("t.csv", table);
    const Outcome outcome = descent_in(folder, "train --data t.csv --epochs 1 --quiet --out m.safetensors " + options);
    CHECK(outcome.status == status);
    CHECK(folder.files() == 1);
    return outcome.err;
}

}  // namespace

TEST_CASE("rents are learnt in their own unit, and what is done with them is said") {
    const TemporaryFolder folder;
    folder.write("flats.csv", "area,price\n50,1200\n60,1350\n70,1500\n80,1650\n");
    const Outcome trained =
        descent_in(folder,
                   "train --data flats.csv --target price --hidden none --scaling standardise --optimizer gd --set "
                   "learning_rate=0.5 --batch-size full --epochs 200 --out m.safetensors");
    REQUIRE(trained.status == 0);
    CHECK_THAT(trained.err,
               ContainsSubstring("flats.csv: targets are standardised: column 'price' mean 1425, deviation "
                                 "167.7; --target-scaling none leaves them as they are\n"));
    folder.write("more.csv", "area\n100\n");
    const std::string predicted = descent_in(folder, "predict --model m.safetensors --data more.csv").out;
    CHECK(std::stod(predicted.substr(predicted.find('\n') + 1)) == Approx(1950).epsilon(1e-5));  // 15 area + 450
}

TEST_CASE("a target that never varies is said to be so, and that nothing can be learned where none does") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y,z\n0,3,0.5\n1,3,1.5\n");
    CHECK_THAT(descent_in(folder, "train --data t.csv --target y,z --epochs 1").err,
               ContainsSubstring("t.csv: targets are standardised: column 'y' always 3, column 'z' mean 1"));
    CHECK_THAT(
        descent_in(folder, "train --data t.csv --target y --ignore z --epochs 1").err,
        ContainsSubstring("t.csv: targets never vary, column 'y' is 3 in all 2 patterns; nothing can be learned"));
    CHECK_THAT(descent_in(folder, "train --data t.csv --target y,z --epochs 1").err, !ContainsSubstring("never vary"));
}

TEST_CASE("targets stay as they are where outputs are bounded, or when the user says so") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y\n0,0.5\n1,0.25\n");
    const std::string run = "train --data t.csv --target y --hidden none --epochs 1 ";
    CHECK_THAT(descent_in(folder, run + "--output-activation sigmoid").err,
               ContainsSubstring("targets stay as they are, as outputs are sigmoid; --target-scaling min-max scales"));
    CHECK_THAT(descent_in(folder, run + "--target-scaling none").err, !ContainsSubstring("targets are standardised"));
    CHECK_THAT(descent_in(folder, run + "--target-scaling min-max").err,
               ContainsSubstring("targets are scaled to [0, 1]: column 'y' from 0.25 to 0.5\n"));
    CHECK_THAT(descent_in(folder, run + "--loss cross-entropy").err, !ContainsSubstring("target-scaling"));
}

TEST_CASE("targets that outputs cannot reach are refused before the first step, with what reaches them") {
    const std::string table = "x,y\n0,0.5\n1,10.25\n2,3\n3,-7.5\n";  // mean 1.5625, deviation 6.34029
    const auto refused = [&](const std::string& activation) {
        return refusal(table, "--target y --hidden none --output-activation " + activation);
    };
    CHECK(refused("sigmoid") ==
          "descent: t.csv: line 3, column 'y': found 10.25, expected what sigmoid outputs reach, from 0 to 1; "
          "--target-scaling min-max scales targets to [0, 1]; --output-activation identity reaches any\n");
    CHECK_THAT(refused("tanh"), ContainsSubstring("line 3, column 'y': found 10.25, expected what tanh outputs reach, "
                                                  "from -1 to 1"));
    CHECK_THAT(refused("relu"), ContainsSubstring("line 5, column 'y': found -7.5, expected what relu outputs reach, "
                                                  "from 0 up"));
    CHECK_THAT(refused("relu --target-scaling standardise"), ContainsSubstring("found 0.5, scaled to -0.1676, "));
    CHECK_THAT(refused("elu --target-scaling standardise"), ContainsSubstring("found -7.5, scaled to -1.429, "));
    CHECK_THAT(refused("silu --loss huber"), ContainsSubstring("silu outputs reach, from -0.278"));
    CHECK_THAT(refused("gelu --loss mae"), ContainsSubstring("gelu outputs reach, from -0.17"));
    CHECK_THAT(refused("softplus"), ContainsSubstring("softplus outputs reach, from 0 up"));
}

TEST_CASE("targets that outputs can reach are trained on, also at the ends of the outputs' range") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y\n0,0.5\n1,10.25\n2,3\n3,-7.5\n");
    for (const std::string options :
         {"sigmoid --target-scaling min-max", "tanh --target-scaling min-max", "relu --target-scaling min-max",
          "selu --target-scaling standardise", "leaky-relu", "identity --target-scaling none"}) {
        INFO(options);
        CHECK(descent_in(folder, "train --data t.csv --target y --epochs 1 --output-activation " + options).status ==
              0);
    }
}

TEST_CASE("targets that do not add up to 1 are refused where squared errors of softmax outputs are to reach them") {
    CHECK_THAT(refusal("x,p,q\n0,0.5,0.5\n1,0.9,0.8\n", "--target p,q --output-activation softmax --loss mse"),
               ContainsSubstring("t.csv: line 3: found targets that add up to 1.7, expected 1, as softmax outputs do; "
                                 "--output-activation identity reaches any"));
}

TEST_CASE("a run that begins with a model takes targets beyond those that the model was trained on") {
    const TemporaryFolder folder;
    folder.write("first.csv", "x,y\n0,0.5\n1,1.25\n2,3\n");
    folder.write("second.csv", "x,y\n0,0.5\n1,3.25\n");
    CHECK(descent_in(folder,
                     "train --data first.csv --target y --hidden none --epochs 1 --out m.safetensors "
                     "--output-activation sigmoid --target-scaling min-max")
              .status == 0);
    CHECK(descent_in(folder, "train --from m.safetensors --data second.csv --epochs 1").status == 0);
}

TEST_CASE("one class that is left says what was left out") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y\n1,p\n,q\n,q\n2,p\n");
    CHECK_THAT(descent_in(folder, "train --data t.csv --target y --missing drop --epochs 1").err,
               ContainsSubstring("one class only, 'p' in 2 patterns after 2 records were left out"));
}

TEST_CASE("votes become shares, and a line says how rows count") {
    const TemporaryFolder folder;
    folder.write("votes.csv", "x,a,b,c\n1,40,40,20\n");
    const Outcome trained = descent_in(
        folder,
        "train --data votes.csv --target a,b,c --hidden none --output-activation softmax --loss cross-entropy "
        "--optimizer gd --set learning_rate=0.01 --batch-size full --epochs 2000 --out v.safetensors --metrics "
        "v.jsonl");
    REQUIRE(trained.status == 0);
    CHECK_THAT(trained.err,
               ContainsSubstring("do not always add up to 1, line 2: 100; each pattern counts by the sum"));
    const std::string predicted = descent_in(folder, "predict --model v.safetensors --data votes.csv").out;
    CHECK_THAT(predicted, ContainsSubstring("a,b,c\n0.4"));
    CHECK_THAT(folder.read("v.jsonl"), ContainsSubstring("\"loss\":105.49"));  // -(80 ln 0.4 + 20 ln 0.2)
}

TEST_CASE("targets that a loss cannot take are refused before the first step with line and value") {
    const std::string shares = "--target y --hidden none --loss cross-entropy --task regression ";
    CHECK_THAT(refusal("x,y\n-1,-1\n1,1\n", shares),
               ContainsSubstring("t.csv: line 2, column 'y': found -1, expected"));
    CHECK_THAT(refusal("x,y\n-1,1\n1,2\n", shares), ContainsSubstring("line 3, column 'y': found 2, expected"));
    CHECK_THAT(refusal("x,y\n1,0\n2,1\n3,9\n", shares), ContainsSubstring("line 4, column 'y': found 9, expected"));
    CHECK_THAT(refusal("x,a,b\n1,0.5,0.5\n2,0,0\n",
                       "--target a,b --hidden none --output-activation softmax --loss cross-entropy"),
               ContainsSubstring("t.csv: line 3: found targets that are all 0"));
    CHECK_THAT(refusal("x,y\n0,0\n1,1\n2,0\n3,1\n",
                       "--target y --task regression --hidden 4 --output-activation softmax --loss cross-entropy", 2),
               ContainsSubstring("softmax over one output is always 1"));
    CHECK_THAT(refusal("x,y\n0,ok\n1,ok\n2,ok\n", "--target y --hidden 4"),
               ContainsSubstring(
                   "t.csv: line 2, column 'y': found one class only, 'ok' in 3 patterns, expected at least two"));
    CHECK_THAT(refusal("x,y\n0,a\n1,b\n", "--target y --hidden 4 --target-scaling none", 2),
               ContainsSubstring("--target-scaling: the targets are classes; it is for numbers"));
}

TEST_CASE("test data that cannot be measured is refused before the first step") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y\n0,0\n1,1\n2,0.5\n");
    folder.write("test.csv", "x,y\n0,0\n1,3\n");
    const Outcome outcome = descent_in(folder,
                                       "train --data t.csv --target y --test-data test.csv --hidden none --loss "
                                       "cross-entropy --epochs 1 --out m.safetensors");
    CHECK(outcome.status == 1);
    CHECK_THAT(outcome.err, ContainsSubstring("test.csv: line 3, column 'y': found 3, expected a number in [0, 1]"));
    CHECK_THAT(outcome.err, !ContainsSubstring("epoch"));
}
