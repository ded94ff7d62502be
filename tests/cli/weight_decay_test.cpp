// Weight decay as users of PyTorch know it.

#include <descent/model.h>

#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("weight decay of adamw and lion is that of their papers, however it is given") {
    const TemporaryFolder folder;
    folder.write("w.csv", "x,y\n0,1\n");  // x = 0: only decay can move the weight
    const auto weight = [&](const std::vector<std::string>& options) {
        std::vector<std::string> line = words(
            "train --data w.csv --target y --task regression --hidden none --batch-size full --max-steps 1 "
            "--seed 1 --quiet --out w.safetensors");
        line.insert(line.end(), options.begin(), options.end());
        const Outcome outcome = run_descent(line, folder.path());
        INFO(outcome.err);
        REQUIRE(outcome.status == 0);
        return static_cast<double>(load(folder.path("w.safetensors")).tensors[0].values[0]);
    };
    const double start = weight({"--optimizer", "gd", "--group", "*: rate=0"});
    const auto moved = [&](const std::string& options) { return weight(words(options)) / start; };
    CHECK(moved("--optimizer adamw --set learning_rate=0.1 --weight-decay 0.1") == Approx(0.99).epsilon(1e-6));
    CHECK(moved("--optimizer adamw --set learning_rate=0.1 --set weight_decay=0.1") == Approx(0.99).epsilon(1e-6));
    CHECK(moved("--optimizer lion --set learning_rate=0.01 --weight-decay 0.1") == Approx(0.999).epsilon(1e-6));
    CHECK(moved("--optimizer adamw --set learning_rate=0.1 --weight-decay 0") == Approx(1));
}

TEST_CASE("a decay given twice is refused, and whose it is is said") {
    const TemporaryFolder folder;
    folder.write("w.csv", "x,y\n0,1.5\n1,2.5\n");
    const auto run = [&](const std::string& options) {
        return run_descent(words("train --data w.csv --target y --hidden none --epochs 1 " + options), folder.path());
    };
    const Outcome twice = run("--optimizer adamw --set weight_decay=0.1 --weight-decay 0.1");
    CHECK(twice.status == 2);
    CHECK(twice.error_lines() == 1);
    CHECK(twice.err.find("--weight-decay: is given as 'set weight_decay' too") != std::string::npos);
    CHECK(run("--optimizer lion --weight-decay 0.1").err.find("weight decay 0.1: the weight_decay of lion\n") !=
          std::string::npos);
    CHECK(run("--optimizer adam --weight-decay 0.1").err.find("weight decay 0.1: added to the gradient of adam\n") !=
          std::string::npos);
    CHECK(run("--optimizer adam").err.find("weight decay") == std::string::npos);
}
