// A test function is trained by the same loop as a network: options, checkpoints, metrics, and trials of compare.

#include <descent/training.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/data.h"
#include "cli/program.h"
#include "storage/append_log.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string rosenbrock =
    "train --function rosenbrock --optimizer adam --set learning_rate=0.02 --clip-norm 1 --schedule "
    "cosine:minimum=0.1 ";

Outcome run(const TemporaryFolder& folder, const std::string& arguments) {
    const Outcome outcome = run_descent(words(arguments), folder.path());
    CAPTURE(arguments, outcome.err);
    REQUIRE(outcome.status == 0);
    return outcome;
}

JsonReader line_of(const TemporaryFolder& folder, const std::string& file, std::size_t from_the_end) {
    const std::string text = folder.read(file);
    const auto lines = storage::whole_lines(text);
    REQUIRE(lines.size() > from_the_end);
    return {parse_json(lines[lines.size() - 1 - from_the_end], file), file};
}

/// Lines of the metrics without what depends on the clock and the process.
std::vector<std::string> figures(const TemporaryFolder& folder, const std::string& file) {
    std::vector<std::string> lines;
    const std::string text = folder.read(file);
    for (const std::string_view line : storage::whole_lines(text)) {
        Json json = parse_json(line, file);
        for (const char* name :
             {"seconds", "patterns_per_second", "resumed_step", "time", "process", "memory", "run_id"})
            json.erase(name);
        lines.push_back(to_json_line(json));
    }
    return lines;
}

}  // namespace

TEST_CASE("train minimises a test function, and tells value and point") {
    const TemporaryFolder folder;
    const Outcome outcome = run(folder, rosenbrock + "--epochs 40 --metrics m.jsonl");
    CHECK(outcome.out.rfind("value ", 0) == 0);
    CHECK(outcome.out.find(" at (") != std::string::npos);
    CHECK(outcome.err.find("epoch 40/40: value ") != std::string::npos);
    const JsonReader done = line_of(folder, "m.jsonl", 0);
    CHECK(done.text("reason") == "finished");
    CHECK(done.number("value") < 0.01);
    CHECK(done.numbers("point").size() == 2);
    CHECK(line_of(folder, "m.jsonl", 1).number("validation_loss") == done.number("value"));
    CHECK(line_of(folder, "m.jsonl", 41).text("function") == "rosenbrock");
}

TEST_CASE("a resumed run on a function has the figures of one that was never interrupted") {
    const TemporaryFolder folder;
    const std::string constant = "train --function noisy-quadratic --optimizer adam --clip-norm 1 --quiet ";
    const Outcome whole = run(folder, constant + "--epochs 6 --metrics whole.jsonl");
    run(folder, constant + "--epochs 2 --checkpoint f");
    run(folder, constant + "--epochs 6 --max-steps 410 --checkpoint f --resume");
    const Outcome parts = run(folder, constant + "--epochs 6 --checkpoint f --resume --metrics parts.jsonl");
    CHECK(parts.out == whole.out);
    CHECK(figures(folder, "parts.jsonl") == figures(folder, "whole.jsonl"));
    const Outcome other = run_descent(words(constant + "--epochs 6 --seed 2 --checkpoint f --resume"), folder.path());
    CHECK(other.status == 1);
    CHECK(other.err.find("seed is 1 there and 2 here") != std::string::npos);
}

TEST_CASE("every test function is minimised with every setting that has a meaning for it") {
    const TemporaryFolder folder;
    for (const std::string& function : test_functions()) {
        const Outcome outcome = run(
            folder,
            "train --function " + function +
                " --optimizer momentum --set learning_rate=0.001 --epochs 3 --max-steps 250 --schedule "
                "step:gamma=0.5,every=1 --weight-decay 0.001 --clip-norm 5 --clip-value 2 --group point:rate=0.5 "
                "--patience 2 --min-improvement 1e-9 --no-restore-best --on-divergence restore --seed 3 --threads 2 "
                "--quiet");
        CAPTURE(function);
        CHECK(outcome.out.rfind("value ", 0) == 0);
        CHECK(outcome.err.empty());
    }
}

TEST_CASE("a run on a function speaks of values, and of no network") {
    const TemporaryFolder folder;
    const std::string beale = "train --function beale --optimizer adam --schedule cosine ";
    const Outcome early = run(folder, beale + "--epochs 9 --patience 2 --min-improvement 100");
    CHECK(early.err.find("no better value since epoch 1") != std::string::npos);
    run(folder, beale + "--epochs 2 --checkpoint f --quiet");
    const Outcome other = run_descent(words(beale + "--epochs 4 --checkpoint f --resume"), folder.path());
    CHECK(other.status == 1);
    CHECK(other.err.find("--schedule cosine:epochs=2 keeps those of the steps done") != std::string::npos);
    CHECK(other.err.find("--from") == std::string::npos);
}

TEST_CASE("a trial of compare on a function ends where train does") {
    const TemporaryFolder folder;
    const std::string settings = "--epochs 3 --weight-decay 0.1 --clip-norm 1 --schedule cosine --quiet ";
    run(folder, "train --function rosenbrock --optimizer adam --seed 1 --metrics m.jsonl " + settings);
    run(folder, "compare --function rosenbrock --optimizers adam --tune none --seeds 1 --out s " + settings);
    const JsonReader trial = line_of(folder, "s/trials.jsonl", 0);
    CHECK(trial.number("test_loss") == line_of(folder, "m.jsonl", 0).number("value"));
}

TEST_CASE("a function that diverges is an error, and a wrong name is refused") {
    const TemporaryFolder folder;
    const Outcome diverged =
        run_descent(words("train --function rosenbrock --optimizer gd --set learning_rate=10 --quiet"), folder.path());
    CHECK(diverged.status == 1);
    CHECK(diverged.out.empty());
    CHECK(diverged.err.find("diverged at step ") != std::string::npos);
    const Outcome wrong = run_descent(words("train --function rosenbrok"), folder.path());
    CHECK(wrong.status == 2);
    CHECK(wrong.err.rfind("descent: --function: 'rosenbrok' is not known; did you mean 'rosenbrock'?", 0) == 0);
}
