// Nothing of the user's is overwritten: an output that is also an input is refused, and so is a file of another kind.

#include <sys/stat.h>

#include <filesystem>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent::test;

namespace fs = std::filesystem;

namespace {

const std::string longer = "train --data plane.csv --target y --hidden 2 --quiet ";
const std::string train = longer + "--epochs 1 ";

/// Data, a model, and what else users have.
struct Files {
    TemporaryFolder folder;

    Files() {
        folder.write("plane.csv", plane());
        folder.write("flowers.csv", flowers());
        folder.write("run.ini", "epochs = 1\n");
        folder.write("notes.txt", "precious\n");
        run(train + "--out m.safetensors --metrics m.jsonl");
        run("train --data flowers.csv --target species --hidden 2 --epochs 1 --quiet --out f.safetensors");
        fs::create_symlink("plane.csv", folder.path("link.csv"));
        fs::create_hard_link(folder.path("plane.csv"), folder.path("hard.csv"));
        fs::create_directory(folder.path("a"));
    }

    void run(const std::string& line) const {
        const Outcome outcome = run_descent(words(line), folder.path());
        CAPTURE(line, outcome.err);
        REQUIRE(outcome.status == 0);
    }

    /// One line, status 2, and every file is as it was.
    void refuses(const std::string& line, const std::string& says, const Limits& limits = {}) const {
        const auto before = contents();
        const Outcome outcome = run_descent(words(line), folder.path(), {}, limits);
        CAPTURE(line, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        CHECK(outcome.err.find(says) != std::string::npos);
        CHECK(contents() == before);
    }

    std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
            const std::string name = fs::relative(entry.path(), folder.path()).string();
            all[name] = entry.is_regular_file() ? folder.read(name) : "";
        }
        return all;
    }
};

}  // namespace

TEST_CASE("an output that the same command reads is refused, under whatever name") {
    const Files given;
    for (const char* name : {"plane.csv", "./plane.csv", "a/../plane.csv", "link.csv", "hard.csv"}) {
        for (const char* option : {"--out ", "--metrics ", "--checkpoint "}) {
            given.refuses(train + option + name, "is read by --data; name another file to write");
            given.refuses(train + "--force " + option + name, "is read by --data");  // not even so
        }
        given.refuses(std::string("predict --model m.safetensors --data plane.csv --out ") + name, "is read by --data");
        given.refuses(std::string("compare --data plane.csv --target y --out s --report ") + name, "is read by --data");
    }
    given.refuses(train + "--config run.ini --out run.ini", "--out: 'run.ini' is read by --config");
    given.refuses(train + "--test-data hard.csv --out link.csv", "is read by --");
    given.refuses("predict --model m.safetensors --data plane.csv --out m.safetensors", "is read by --model");
    given.refuses("export --model m.safetensors --onnx ./m.safetensors", "is read by --model");
    given.refuses("train --data x.npz:X --labels y.npz:y --out y.npz", "'y.npz' is read by --labels");
    given.refuses("train --data x.npy --labels a/y.npy --metrics a/../a/y.npy", "is read by --labels");
}

TEST_CASE("a file that stands on standard input is an input like any other") {
    const Files given;
    const std::string reads = "train --data - --target y --hidden 2 --quiet --epochs 1 ";
    for (const char* name : {"plane.csv", "link.csv", "hard.csv", "/dev/stdin", "/proc/self/fd/0"}) {
        for (const char* option :
             {"--out ", "--metrics ", "--checkpoint ", "--force --out ", "--force --checkpoint "}) {
            given.refuses(reads + option + name, "is read by --data", {.input = "plane.csv"});
        }
        given.refuses(std::string("predict --model m.safetensors --data - --force --out ") + name, "is read by --data",
                      {.input = "plane.csv"});
    }
}

TEST_CASE("outputs that are one file are refused, also those beside a checkpoint and in a study's folder") {
    const Files given;
    given.refuses(train + "--out new --metrics a/../new", "named twice: --out writes it too");
    for (const char* name : {"c", "c.previous", "c.next", "c.lock"}) {
        given.refuses(train + "--checkpoint c --out " + name, std::string("'") + name + "' is named twice: --out");
        given.refuses(std::string("train --target y --checkpoint c --data ") + name, "is read by --data");
    }
    given.refuses("compare --function beale --out s --report s/summary.csv", "named twice: --out writes it too");
    given.refuses("compare --data s/times.csv --target y --out s", "'s/times.csv' is read by --data");
    given.run("compare --function beale --seeds 1 --epochs 1 --budget 2 --quiet --out s");
    for (const auto& entry : fs::directory_iterator(given.folder.path("s"))) {
        const std::string name = "s/" + entry.path().filename().string();
        given.refuses("compare --out s --report-only --report " + name, "'" + name + "' is named twice");
    }
}

TEST_CASE("a file that the option did not write is replaced with --force alone") {
    const Files given;
    const std::string study = "compare --function beale --seeds 1 --epochs 1 --budget 2 --quiet --out ";
    const std::string all[] = {"flowers.csv", "run.ini", "notes.txt", "m.jsonl", "m.safetensors"};
    for (const std::string& file : all) {
        if (file != "m.safetensors") given.refuses(train + "--out " + file, "is no model of Descent; --force replaces");
        if (file != "m.jsonl") given.refuses(train + "--metrics " + file, "is no file of --metrics; --force replaces");
        given.refuses(train + "--checkpoint " + file, "is no checkpoint; --force");
        given.refuses(study + "s --report " + file, "is no report of Descent; --force");
        given.refuses("export --model f.safetensors --onnx " + file, "no ONNX file of Descent; --force");
        const std::string predict = "predict --model f.safetensors --data flowers.csv --out ";
        if (file != "flowers.csv")
            given.refuses(predict + file, "no table of classes that this model predicted; --force");
    }
    given.folder.write("a/summary.csv", "mine\n");
    given.refuses(study + "a", "'a/summary.csv' stands there already, and is of no study; --force");
    given.run(study + "a --force");
    for (const char* table : {"summary.json", "summary.csv", "summary.tex", "times.json", "times.csv"}) {
        const std::string name = std::string("a/") + table;
        const std::string ours = given.folder.read(name);
        given.folder.write(name, "problem,solved\nknots,no\n");
        given.refuses("compare --report-only --out a", "'" + name + "' stands there already, and is of no study");
        given.folder.write(name, ours);
    }
    given.run("compare --report-only --out a");
    given.run(train + "--force --out notes.txt --metrics run.ini");
    given.run("evaluate --model notes.txt --data plane.csv");
}

TEST_CASE("what an option wrote before is replaced without a word, and so is an empty file") {
    const Files given;
    const std::string study = "compare --function beale --seeds 1 --epochs 1 --budget 2 --quiet --report s.html --out ";
    given.folder.write("empty.safetensors", "");
    for (int time = 0; time < 2; ++time) {
        given.run(train + "--out m.safetensors --metrics m.jsonl");
        given.run(train + "--out empty.safetensors");
        given.run("export --model m.safetensors --onnx m.onnx");
        given.run("predict --model f.safetensors --data flowers.csv --out p.csv");
        given.run(study + (time == 0 ? "s" : "t"));
        given.run("compare --out s --report-only --report s.html");
    }
    given.run("predict --model m.safetensors --data plane.csv --out numbers.csv");
    given.refuses("predict --model m.safetensors --data plane.csv --out numbers.csv", "--force replaces it");
    given.run("predict --model m.safetensors --data plane.csv --out numbers.csv --force");
}

TEST_CASE("an open file behind the name of a descriptor is not replaced, also with --force") {
    const Files given;
    given.folder.write("log", "before\n");
    const Limits to_log{.output = given.folder.path("log")};
    for (const std::string name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
        given.refuses("predict --model f.safetensors --data flowers.csv --force --out " + name,
                      "--out: '" + name + "' is a file that is open already", to_log);
    }
}

TEST_CASE("predicted numbers are replaced with --force alone, and it is said why") {
    const Files given;
    given.folder.write("n.csv", "x,y\n1,0.5\n2,1.25\n3,2\n");
    given.run("train --data n.csv --target y --epochs 1 --quiet --out n.safetensors");
    const std::string predict = "predict --model n.safetensors --data n.csv --out n_predicted.csv";
    given.run(predict);
    given.refuses(predict, "a table of numbers tells no prediction apart; --force replaces");
}

TEST_CASE("a user's own table, metrics or model is not replaced for its first bytes") {
    const Files given;
    const std::string predict = "predict --model f.safetensors --data flowers.csv --out p.csv";
    given.run(predict);
    given.run(predict);
    const std::string ours = given.folder.read("p.csv");
    const std::string header = ours.substr(0, ours.find('\n') + 1);
    for (const std::string& own :
         {header + "1,2,3,4\n4,5,6,7\n", header + "1,2,3,tulip\n", header + "0.25,0.25,0.75,tulip\n",
          header + "0.25,0.75,0,tulip\n", header + "0.250,0.75,0,rose\n", ours + "0.25,0.75,0,\n", ours + "a note",
          ours + "\n"}) {
        given.folder.write("p.csv", own);
        given.refuses(predict, "'p.csv' stands there already, and is no table of classes that this model predicted");
    }
    given.run(predict + " --force");
    CHECK(given.folder.read("p.csv") == ours);
    given.folder.write("p.csv", header + ",,,\n0.25,0.75,0,rose\n");
    given.run(predict);

    const std::string run = given.folder.read("m.jsonl");
    for (const std::string& own : {run + run, run + "my remarks\n", run + "{\"event\":\"remark\",\"step\":1}\n"}) {
        given.folder.write("m.jsonl", own);
        given.refuses(train + "--metrics m.jsonl", "is no file of --metrics");
    }
    std::string model = given.folder.read("m.safetensors");
    model.back() = static_cast<char>(model.back() ^ 1);
    given.folder.write("changed.safetensors", model);
    given.refuses(train + "--out changed.safetensors", "is no model of Descent");

    const std::string to_onnx = "export --model f.safetensors --onnx m.onnx";
    given.run(to_onnx);
    given.run(to_onnx);
    std::string exported = given.folder.read("m.onnx");
    const std::size_t weight = exported.size() / 2;
    exported[weight] = static_cast<char>(exported[weight] ^ 1);
    given.folder.write("m.onnx", exported);
    given.refuses(to_onnx, "is no ONNX file of Descent; --force");
    exported.resize(20);
    given.folder.write("m.onnx", exported);
    given.refuses(to_onnx, "is no ONNX file of Descent; --force");
}

TEST_CASE("a checkpoint is not replaced by a run that forgot to resume, and foreign files beside it are kept") {
    const Files given;
    given.run(train + "--checkpoint c");
    given.refuses(train + "--checkpoint c", "'c' is the checkpoint of a run: --resume resumes it; --force replaces it");
    given.refuses(train + "--seed 2 --checkpoint c", "--resume resumes it");
    given.run(longer + "--checkpoint c --resume --epochs 3");
    given.refuses(longer + "--checkpoint c --resume --epochs 2",
                  "--epochs: is 2, and 'c' has done 3 steps, 1 an epoch");
    fs::remove(given.folder.path("c"));
    given.refuses(train + "--checkpoint c", "'c.previous' is the checkpoint of a run: --resume resumes it");
    given.run(train + "--seed 2 --checkpoint c --force");
    for (const char* name : {"d.previous", "d.next", "d.lock"}) {
        given.folder.write(name, "precious");
        for (const char* resume : {"", " --resume"}) {
            given.refuses(train + "--checkpoint d" + resume,
                          std::string("'") + name + "' stands there already, and is no checkpoint");
        }
        fs::remove(given.folder.path(name));
    }
}

TEST_CASE("a name that is given but empty is refused, on the command line and in a file") {
    const Files given;
    for (const std::string option : {"out", "metrics", "checkpoint", "data", "target", "hidden", "config", "plugin"}) {
        std::vector<std::string> arguments = words("train");
        if (option != "data") arguments.insert(arguments.end(), {"--data", "plane.csv"});
        arguments.insert(arguments.end(), {"--" + option, ""});
        const Outcome outcome = run_descent(arguments, given.folder.path());
        CAPTURE(option, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        CHECK(outcome.err.rfind("descent: --" + option + ": is empty, expected ", 0) == 0);
    }
    given.refuses(train + "--out=", "--out");
    given.folder.write("empty.ini", "out =\n");
    given.refuses(train + "--config empty.ini", "empty.ini: line 1: --out: is empty, expected MODEL");
    CHECK(run_descent({"new-optimizer", ""}, given.folder.path()).err == "descent: NAME: is empty\n");
}

TEST_CASE("files that a command replaces keep permissions and links") {
    const Files given;
    fs::permissions(given.folder.path("m.safetensors"), fs::perms(0600));
    fs::create_symlink("m.safetensors", given.folder.path("link"));
    const std::string before = given.folder.read("m.safetensors");
    given.run(train + "--seed 2 --out link");
    CHECK(fs::is_symlink(given.folder.path("link")));
    CHECK(given.folder.read("m.safetensors") != before);
    CHECK(fs::status(given.folder.path("m.safetensors")).permissions() == fs::perms(0600));
}

TEST_CASE("class names that a spreadsheet would run as formulas are written as texts") {
    const TemporaryFolder folder;
    folder.write("d.csv", "x,y\n0,=1+1\n1,-2\n2,@a\n3,\"b\x1b[31m\"\n");
    REQUIRE(run_descent(words("train --data d.csv --target y --task classification --hidden none --epochs 1 --quiet "
                              "--out m.safetensors"),
                        folder.path())
                .status == 0);
    const Outcome outcome = run_descent(words("predict --model m.safetensors --data d.csv"), folder.path());
    CHECK(outcome.out.substr(0, outcome.out.find('\n')) == "-2,'=1+1,'@a,b\\x1b[31m,predicted");
    CHECK(outcome.out.find('\x1b') == std::string::npos);
}
