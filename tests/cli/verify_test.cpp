// A study that is published is verified by a stranger, and its shards are merged.

#include <filesystem>

#include "base/json.h"
#include "cli/data.h"
#include "cli/in_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string compared =
    "compare --data flowers.csv --target species --hidden 4 --epochs 2 --optimizers gd,adam "
    "--budget 2 --seeds 3 --quiet --out s";

struct Studied : InFolder {
    Studied() {
        folder.write("flowers.csv", flowers());
        done(compared);
    }
};

}  // namespace

TEST_CASE("a study is verified from what it carries") {
    const Studied work;
    const Outcome outcome = work.done("verify s --trials all");
    CHECK_THAT(outcome.out, ContainsSubstring("10 of 10 trials run again: all the same"));
    CHECK_THAT(work.done("verify s --trials 3").out, ContainsSubstring("3 of 10 trials run again: all the same"));
}

TEST_CASE("verify finds a trial whose log was altered, and a table") {
    const Studied work;
    std::string text = work.folder.read("s/trials.jsonl");
    const std::size_t hash = text.rfind("\"weights\":\"") + 11;
    text[hash] = text[hash] == '0' ? '1' : '0';
    work.folder.write("s/trials.jsonl", text);
    const Outcome altered = work.run("verify s --trials all");
    CHECK(altered.status == 1);
    CHECK_THAT(altered.out, ContainsSubstring("differs  ") && ContainsSubstring(": weights is ") &&
                                ContainsSubstring("1 not as recorded"));
    work.folder.write("s/summary.csv", "problem,rank,optimizer,settings,\n");
    CHECK_THAT(work.run("verify s --trials 1").out, ContainsSubstring("altered  summary.csv"));
}

TEST_CASE("a study is verified where its data lies elsewhere, and refused on other data") {
    const Studied work;
    std::filesystem::rename(work.folder.path("flowers.csv"), work.folder.path("moved.csv"));
    CHECK(work.run("verify s").status == 1);
    std::filesystem::create_directory(work.folder.path("there"));
    std::filesystem::rename(work.folder.path("moved.csv"), work.folder.path("there/flowers.csv"));
    CHECK_THAT(work.done("verify s --use data=there/flowers.csv").out, ContainsSubstring("all the same"));
    work.folder.write("flowers.csv", flowers(2));
    const Outcome outcome = work.run("verify s");
    CHECK(outcome.status == 1);
    CHECK_THAT(outcome.err, ContainsSubstring("hash is "));
}

TEST_CASE("options of a file are part of what a study carries") {
    InFolder work;
    work.folder.write("flowers.csv", flowers());
    work.folder.write("s.ini",
                      "data = flowers.csv\ntarget = species\nhidden = 4\nepochs = 2\nset = gd.learning_rate=0.1,1\n");
    work.done("compare --config s.ini --optimizers gd,adam --budget 2 --seeds 2 --quiet --out s");
    std::filesystem::remove(work.folder.path("s.ini"));
    CHECK_THAT(work.done("verify s --trials all").out, ContainsSubstring("all the same"));
}

TEST_CASE("what a study is made of is shown to people and programs") {
    const Studied work;
    const std::string text = work.done("study show s").out;
    CHECK_THAT(text, ContainsSubstring("version    ") && ContainsSubstring("training: patterns ") &&
                         ContainsSubstring("target = species") && ContainsSubstring("optimizer  adam: 2 to try") &&
                         ContainsSubstring("tuning     4 of 4 ended") && ContainsSubstring("final      6 of 6 ended"));
    const Json json = parse_json(work.done("study show s --json").out, "output");
    CHECK(json["options"]["data"][0] == "flowers.csv");
    CHECK(json["trials"]["final"]["finished"].get<int>() == 6);
    CHECK(work.run("study show").status == 2);
    CHECK(work.run("study hide s").status == 2);
    CHECK(work.run("study show s --out x").status == 2);
}

TEST_CASE("shards run by the program are merged to the study that it makes undivided") {
    const Studied work;
    for (const std::string k : {"1", "2"}) {
        CHECK_THAT(work.done(compared + k + " --shard " + k + "/2").out,
                   ContainsSubstring("shard " + k + "/2: its 5 trials"));
    }
    const Outcome merged = work.done("study merge s2 s1 --out m --report m.html --quiet");
    for (const std::string name : {"summary.json", "summary.csv", "summary.tex", "trajectories.jsonl"}) {
        CHECK(work.folder.read("m/" + name) == work.folder.read("s/" + name));
    }
    CHECK(merged.out == work.done("compare --out s --report-only").out);
    CHECK_THAT(work.done("verify m --trials all").out, ContainsSubstring("all the same"));
    CHECK(work.run("study merge s1 --out n").status == 2);
    CHECK(work.run("study merge s1 s --out n").status == 1);
    CHECK(work.run(compared + "x --shard 3/2").status == 2);
    CHECK(work.run(compared + "x --shard 1/2 --report x.html").status == 2);
}
