// Every option of data has an effect on the data at hand or is refused, and predictions stand for records.

#include "base/json.h"
#include "cli/in_folder.h"
#include "data/data_files.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string one_epoch = " --hidden none --epochs 1 ";

struct Work : InFolder {
    void refuses(const std::string& line, const std::string& message) const {
        const Outcome outcome = run(line);
        INFO(line << "\n" << outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK_THAT(outcome.err, ContainsSubstring(message));
    }
};

/// The same data in each format, and a model of each.
struct Models : Work {
    Models() {
        folder.write("t.csv", "a,b,w,y\n1,5,1,p\n2,6,1,q\n3,5,1,p\n4,6,1,q\n");
        folder.write("t.libsvm", "0 1:1 2:5\n1 1:2 2:6\n0 1:3 2:5\n1 1:4 2:6\n");
        folder.write("x.npy", npy_of<float>("<f4", "(4, 2)", {1, 5, 2, 6, 3, 5, 4, 6}));
        folder.write("y.npy", npy_of<std::int64_t>("<i8", "(4,)", {0, 1, 0, 1}));
        folder.write("i.idx", idx_of({4, 2}));
        folder.write("l.idx", idx_labels(std::string("\0\1\0\1", 4)));
        done("train --data t.csv --target y --ignore w --out csv.m" + one_epoch);
        done("train --data t.libsvm --out libsvm.m" + one_epoch);
        done("train --data x.npy --labels y.npy --out npy.m" + one_epoch);
        done("train --data i.idx --labels l.idx --out idx.m" + one_epoch);
    }
};

}  // namespace

TEST_CASE("options of tables are refused for data that is none, whatever reads it") {
    const Models work;
    const std::pair<std::string, std::string> formats[] = {
        {"libsvm", "t.libsvm"}, {"npy", "x.npy --labels y.npy"}, {"idx", "i.idx --labels l.idx"}};
    const std::pair<std::string, std::string> options[] = {
        {"--unknown zero", "--unknown: belongs to tables"},    {"--encoding latin-1", "--encoding: belongs to tables"},
        {"--no-header", "--no-header: belongs to tables"},     {"--ignore a", "--ignore: belongs to tables"},
        {"--target y", "--target: belongs to CSV files"},      {"--weights w", "--weights: belongs to tables"},
        {"--missing drop", "--missing: belongs to tables"},    {"--columns a", "--columns: belongs to tables"},
        {"--validation 0.5 --group-by a", "belongs to tables"}};
    for (const auto& [format, data] : formats) {
        for (const auto& [option, message] : options) work.refuses("train --data " + data + " " + option, message);
        for (const auto& [option, message] : std::span(options).first(6)) {
            work.refuses("evaluate --model " + format + ".m --data " + data + " " + option, message);
        }
        const std::string inputs = data.substr(0, data.find(' '));
        for (const auto& [option, message] : std::span(options).first(4)) {
            work.refuses("predict --model " + format + ".m --data " + inputs + " " + option, message);
        }
    }
    for (const std::string given : {"--missing refuse", "--unknown refuse", "--encoding utf-8"}) {
        const std::string message = given.substr(0, given.find(' ')) + ": belongs to tables; x.npy is none";
        work.refuses("train --data x.npy --labels y.npy " + given, message);
        if (given.starts_with("--missing")) continue;
        work.refuses("predict --model npy.m --data x.npy " + given, message);
    }
    work.refuses("train --data t.csv --target y --unknown zero",
                 "--unknown: decides nothing: no input of t.csv has cat");
    work.refuses("predict --model csv.m --data t.csv --unknown zero",
                 "--unknown: decides nothing: no input of the model");
    work.refuses("train --data t.csv --target y --labels y.npy", "--labels: belongs to IDX and .npy inputs");
    work.refuses("train --data t.libsvm --labels y.npy", "--labels: stand in t.libsvm itself");
    work.refuses("train --data t.csv --target y --test-data t.csv --test-labels y.npy", "labels: belongs to IDX");
}

TEST_CASE("what the model brings, and what predictions have no use for, is refused") {
    const Models work;
    const std::string model = " --model csv.m --data t.csv ";
    work.refuses("evaluate" + model + "--columns a", "--columns: decides nothing; the model brings");
    work.refuses("predict" + model + "--columns a", "--columns: decides nothing; the model brings");
    work.refuses("predict" + model + "--target nope", "--target: is not read; predict needs inputs alone");
    work.refuses("predict" + model + "--labels y.npy", "--labels: is not read; predict needs inputs alone");
    for (const std::string given : {"--columns a", "--task regression", "--missing drop"}) {
        work.refuses("train --from csv.m --data t.csv " + given, "has no meaning with --from; the model brings it");
    }
    work.refuses("train --from csv.m --epochs 1", "--data: is missing; name a file");
}

TEST_CASE("a model of a table takes arrays, whatever the table was read by") {
    const Models work;
    work.folder.write("l.csv", "a,y\nr,\xE9\ns,q\nr,\xE9\ns,q\n");
    work.done("train --data l.csv --target y --encoding latin-1 --unknown zero --out l.m" + one_epoch);
    work.done("predict --model l.m --data x.npy");
}

TEST_CASE("predictions have a line for each record, also for those that are left out") {
    const Work work;
    work.folder.write("t.csv", "a,b,y\n1,5,0.5\n2,6,1.5\n3,,2.5\n4,6,4.5\n");
    work.done("train --data t.csv --target y --missing drop --out m" + one_epoch);
    work.folder.write("n.csv", "a,b\n,5\n1,5\n,\n\n2,\n3,6\n,\n");
    const Outcome predicted = work.done("predict --model m --data n.csv");
    std::vector<bool> empty;
    std::istringstream lines(predicted.out);
    for (std::string line; std::getline(lines, line);) empty.push_back(line == "\"\"");
    CHECK(empty == std::vector<bool>{false, true, false, true, true, false, true});
    CHECK_THAT(predicted.err, ContainsSubstring("n.csv: 4 records have lines without prediction"));

    work.folder.write("c.csv", "a,y\n1,p\n2,q\n,p\n4,q\n");
    work.done("train --data c.csv --target y --missing drop --out c.m" + one_epoch);
    CHECK_THAT(work.done("predict --model c.m --data c.csv").out, ContainsSubstring("\n,,\n"));
}

TEST_CASE("the run's line of metrics, and a study's record, tell how the data was read") {
    const Work work;
    std::string text = "a;bc;bd;id;y;w\n";
    for (int i = 0; i < 10; ++i) text += "k;5;1;1;p;1\nl;6;1;2;q;2\nk;;1;3;p;1\nl;6;2;4;q;2\n";
    work.folder.write("t.csv", text);
    const std::string given =
        " --data t.csv --target y --missing mean --unknown zero --columns a,b* --ignore bd --weights w ";
    work.done("train" + given + "--encoding latin-1 --metrics m.jsonl" + one_epoch);
    const std::string metrics = work.folder.read("m.jsonl");
    const Json run = parse_json(metrics.substr(0, metrics.find('\n')), "m.jsonl");
    const std::pair<const char*, const char*> expected[] = {
        {"task", "classification"}, {"missing", "mean"}, {"unknown", "zero"}, {"encoding", "latin-1"},
        {"no_header", "false"},     {"columns", "a,b*"}, {"ignore", "bd"},    {"weights", "w"}};
    for (const auto& [name, value] : expected) {
        INFO(name);
        CHECK(JsonReader(run, "run").text(name) == value);
    }
    work.done("compare" + given + "--optimizers gd --tune none --seeds 1 --out s" + one_epoch);
    CHECK_THAT(work.folder.read("s/trials.jsonl"), ContainsSubstring("\"missing\":\"mean\""));
    CHECK_THAT(work.folder.read("s/trials.jsonl"), ContainsSubstring("\"weights\":\"w\""));
}

TEST_CASE("a study has a folder, and a file of one's own is no file of metrics") {
    const Work work;
    work.folder.write("t.csv", "a,y\n1,p\n2,q\n3,p\n4,q\n");
    work.refuses("compare --data t.csv --target y --out t.csv --force",
                 "--out: found the file 't.csv', expected a folder");
    work.folder.write("own.jsonl", "{\"event\":\"run\",\"distance\":42}\n");
    work.refuses("train --data t.csv --target y --metrics own.jsonl" + one_epoch, "is no file of --metrics");
    work.done("train --data t.csv --target y --metrics m.jsonl" + one_epoch);
    work.done("train --data t.csv --target y --metrics m.jsonl" + one_epoch);
}

TEST_CASE("one-hot columns of a table train as classes, and are measured and predicted by their names") {
    const Work work;
    std::string text = "x,cat,dog\n";
    for (int i = 0; i < 40; ++i) text += std::to_string(i % 2 * 4 + i % 3) + (i % 2 == 0 ? ",1,0\n" : ",0,1\n");
    work.folder.write("t.csv", text);
    work.done("train --data t.csv --target cat,dog --test-data t.csv --validation 0.2 --out m --epochs 50");
    const auto evaluation = parse_json(work.done("evaluate --model m --data t.csv --json").out, "output");
    CHECK(JsonReader(evaluation, "output").number("accuracy") == 1);
    CHECK(work.done("predict --model m --data t.csv").out.starts_with("cat,dog,predicted\n"));
}

TEST_CASE("labels that cannot be trained on are refused by their own file, with ways out that work") {
    const Models work;
    const auto refused = [&](const std::string& line, const std::string& message) {
        const Outcome outcome = work.run(line);
        INFO(line << "\n" << outcome.err);
        CHECK(outcome.status == 1);
        CHECK_THAT(outcome.err, ContainsSubstring(message));
    };
    work.folder.write("one.npy", npy_of<std::int64_t>("<i8", "(4,)", {1, 1, 1, 1}));
    work.folder.write("half.npy", npy_of<float>("<f4", "(4,)", {0.5, 2, 0.5, 1}));
    work.folder.write("whole.npy", npy_of<float>("<f4", "(4,)", {0, 2, 0, 1}));
    const std::string train = "train --data x.npy --labels ";
    refused(train + "one.npy" + one_epoch, "one.npy: target [0]: found one class only");
    const std::string shares = " --task regression --loss cross-entropy --output-activation sigmoid" + one_epoch;
    const std::string refusal =
        "target [1]: found 2, expected a number in [0, 1], as cross-entropy needs; --loss mse "
        "takes any";
    refused(train + "half.npy" + shares, "half.npy: " + refusal + "\n");
    refused(train + "whole.npy" + shares, "whole.npy: " + refusal + "; --task classification makes classes of");
    work.done(train + "whole.npy --task classification --loss cross-entropy" + one_epoch);
    refused(train + "half.npy --task classification" + one_epoch,
            "half.npy: element [0]: found 0.5, expected a label: classes in numbers are whole ones");
    work.folder.write("c.svm", "5 1:1 2:2\n0 1:1 2:2\n");
    refused("evaluate --model libsvm.m --data c.svm", "c.svm: line 1: found label 5, expected one of the");
}
