// Tables as people have them, from the file to what the model says. Most inputs are from public reports of other
// trainers.

#include "base/json.h"
#include "cli/in_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string one_epoch = " --hidden none --epochs 1 ";

struct Work : InFolder {
    std::string refused(const std::string& line) const {
        const Outcome outcome = run(line);
        INFO(line << "\n" << outcome.err);
        CHECK(outcome.status != 0);
        CHECK(outcome.out.empty());
        return outcome.err;
    }

    JsonReader evaluated(const std::string& options) const {
        return JsonReader(parse_json(done("evaluate --json --model " + options).out, "output"), "output");
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Three clouds that are easily told apart, with labels 0, 1, 2 behind `prefix`.
std::string clouds(const std::string& prefix) {
    std::string text = "x1,x2,label\n";
    for (int i = 0; i < 30; ++i) {
        const int k = i % 3;
        text += std::to_string(5 * (k == 1) + i % 7 * 0.1) + "," + std::to_string(5 * (k == 2) + i % 5 * 0.1) + "," +
                prefix + std::to_string(k) + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("a model of a table without header needs no option to be used on another") {
    const Work work;
    work.folder.write("t.data", "red,1,low\nblue,2,high\nred,3,low\nblue,4,high\n");
    work.done("train --data t.data --no-header --target c3 --out m.safetensors --quiet" + one_epoch);
    const std::string evaluated = work.done("evaluate --model m.safetensors --data t.data").err;
    CHECK(contains(evaluated, "t.data: no header, as in the training data: the columns are c1 to c3"));
    work.folder.write("new.data", "blue,5\nred,6\n");
    const std::string predicted = work.done("predict --model m.safetensors --data new.data").out;
    CHECK(std::ranges::count(predicted, '\n') == 3);
    work.folder.write("three.data", "blue,5,6,7\n");
    CHECK(contains(work.refused("predict --model m.safetensors --data three.data"),
                   "three.data: line 1: found 4 columns without names, expected 3"));
}

TEST_CASE("whole numbers that repeat are classes, as the same labels in letters are") {
    const Work work;
    work.folder.write("digits.csv", clouds(""));
    work.folder.write("letters.csv", clouds("c"));
    const std::string options =
        " --target label --hidden 8 --scaling standardise --set learning_rate=0.05 --epochs 200 ";
    const Outcome said = work.done("train --data digits.csv" + options + "--out digits.safetensors");
    CHECK(contains(said.err, "digits.csv: targets are 3 classes: 0, 1, 2; --task regression makes numbers"));
    work.done("train --data letters.csv" + options + "--quiet --out letters.safetensors");
    for (const std::string name : {"digits", "letters"}) {
        CHECK(work.evaluated(name + ".safetensors --data " + name + ".csv").number("accuracy") == 1);
    }
    work.done("train --data digits.csv --task regression" + options + "--out r.safetensors");
    CHECK_FALSE(contains(work.done("evaluate --model r.safetensors --data digits.csv --json").out, "accuracy"));
}

TEST_CASE("a price that is no number is refused at its line, in whatever row it stands") {
    const Work work;
    const auto says = [&](const std::string& text) {
        work.folder.write("p.csv", text);
        return work.refused("train --data p.csv --target y --out m.safetensors" + one_epoch);
    };
    CHECK(contains(says("area,y\n50,\"1,200\"\n60,\"1,350\"\n70,\"1,500\"\n80,\"1,650\"\n"),
                   "line 2, column 'y': found '1,200', expected a finite number"));
    CHECK(contains(says("x,y\n1,$1200\n2,$1350\n3,$1500\n"),
                   "line 2, column 'y': found '$1200', expected a finite number"));
    CHECK(contains(says("x,y\n1,\"12,5\"\n2,\"13,5\"\n3,14\n"), "line 2, column 'y': found '12,5'"));
    CHECK(contains(says("x,y\n1,?\n2,3.5\n3,4.5\n4,5.5\n"), "line 2, column 'y': found '?', expected a value"));
    CHECK(contains(says("x,y\n1,NA\n2,3.5\n3,4.5\n"), "line 2, column 'y': found 'NA', expected a value"));
    CHECK(contains(says("x,y\n1,3.5\n2,4.5\n3,NA\n"), "line 4, column 'y': found 'NA', expected a value"));
}

TEST_CASE("test data and data for a model are matched by the names of columns") {
    const Work work;
    work.folder.write("train.csv", "a,b,y\n0,1,p\n1,0,q\n0,2,p\n2,0,q\n");
    work.folder.write("test.csv", "b,a,y\n1,0,p\n0,1,q\n");
    work.folder.write("more.csv", "b,comment,a\n1,new,0\n0,old,1\n");
    work.folder.write("other.csv", "b,A,y\n1,0,p\n0,1,q\n");
    const std::string train = "train --data train.csv --target y --hidden 4 --set learning_rate=0.1 --epochs 200 ";
    CHECK(contains(work.done(train + "--test-data test.csv --out m.safetensors").out, "100.00%"));
    CHECK(work.evaluated("m.safetensors --data test.csv").number("accuracy") == 1);
    const Outcome predicted = work.done("predict --model m.safetensors --data more.csv");
    CHECK(contains(predicted.out, ",p\n"));
    CHECK(predicted.out.ends_with(",q\n"));
    CHECK(contains(predicted.err, "more.csv: a column is left out that is no input of the model: comment"));
    const Outcome other = work.run(train + "--test-data other.csv");
    CHECK(other.status == 1);
    CHECK(contains(other.err, "other.csv: line 1: found no column 'a'"));
    CHECK_FALSE(contains(other.err, "epoch"));
}

TEST_CASE("columns that are no inputs are left out, in training and afterwards") {
    const Work work;
    std::string train = "id,cabin,x,y\n", test = train;
    for (int i = 0; i < 40; ++i) {
        const std::string rest = ",\"C" + std::to_string(i % 3) + ", deck\"," + (i < 20 ? "0.1,no\n" : "0.9,yes\n");
        train += std::to_string(i) + rest;
        test += std::to_string(1000 + i) + rest;
    }
    work.folder.write("train.csv", train);
    work.folder.write("test.csv", test);
    const std::string options = " --target y --hidden 4 --set learning_rate=0.1 --epochs 100 --test-data test.csv ";
    for (const std::string chosen : {"--ignore id,cabin", "--ignore id --ignore c*", "--columns x"}) {
        CHECK(contains(work.done("train --data train.csv" + options + chosen + " --out m.safetensors --force").out,
                       "100.00%"));
        CHECK(work.evaluated("m.safetensors --data test.csv").number("accuracy") == 1);
    }
    const Outcome wrong = work.run("train --data train.csv --target y --ignore ids" + one_epoch);
    CHECK(wrong.status == 2);
    CHECK(contains(wrong.err, "--ignore: 'ids' is no column of train.csv"));
    CHECK(contains(wrong.err, "did you mean 'id'?"));
}

TEST_CASE("options that leave no input, or an input of a model, are told from tables that have none") {
    const Work work;
    work.folder.write("t.csv", "a,y\n1,p\n2,q\n3,p\n4,q\n");
    const std::string none = "found no column that is not a target, but those that are left out, expected at least one";
    CHECK(contains(work.refused("train --data t.csv --target y --columns y" + one_epoch), none));
    CHECK(contains(work.refused("train --data t.csv --target y --ignore *" + one_epoch), none));
    work.done("train --data t.csv --target y --out m" + one_epoch);
    CHECK(contains(work.refused("evaluate --model m --data t.csv --ignore a"),
                   "found the column 'a' left out, expected an input, as in the training data"));
}

TEST_CASE("other data may lack the columns that are left out") {
    const Work work;
    work.folder.write("a.csv", "id,x,note,y\n7,1,n,a\n9,2,m,b\n3,3,n,a\n1,4,m,b\n");
    work.folder.write("b.csv", "x,y\n1,a\n2,b\n");
    work.done(
        "train --data a.csv --target y --ignore id,n* --test-data b.csv --validation-data b.csv --out m.safetensors" +
        one_epoch);
    CHECK(work.done("predict --model m.safetensors --data b.csv").err.empty());
    for (const std::string asked : {"predict --model m.safetensors --data b.csv --ignore id",
                                    "evaluate --model m.safetensors --data b.csv --ignore id",
                                    "train --from m.safetensors --data b.csv --ignore id --epochs 1"}) {
        CHECK(contains(work.refused(asked), "is no column of b.csv"));
    }
    CHECK(
        contains(work.refused("train --data b.csv --target y --ignore id" + one_epoch), "'id' is no column of b.csv"));
}

TEST_CASE("a table comes from standard input") {
    const Work work;
    work.folder.write("t.csv", "x;y\n1,5;a\n2,5;b\n1,5;a\n2,5;b\n");
    const auto from_input = [&](const std::string& line) {
        return run_descent(words(line), work.folder.path(), {}, {.input = "t.csv"});
    };
    const Outcome trained = from_input("train --data - --target y --out m.safetensors" + one_epoch);
    CHECK(trained.status == 0);
    CHECK(contains(trained.err, "standard input: columns are separated by a semicolon"));
    CHECK(from_input("predict --model m.safetensors --data -").out ==
          work.done("predict --model m.safetensors --data t.csv").out);
    const Outcome twice = from_input("train --data - --target y --test-data -" + one_epoch);
    CHECK(twice.status == 2);
    CHECK(contains(twice.err, "--data: standard input is read once"));
    CHECK(from_input("train --data t.csv --target y --labels -" + one_epoch).status == 2);
}

TEST_CASE("texts and truth values are inputs, and unknown categories are refused or zero") {
    const Work work;
    std::string text = "cut,new,y\n";
    for (int i = 0; i < 24; ++i)
        text += std::string(i % 3 == 0 ? "Ideal,True,1.5\n" : i % 3 == 1 ? "Good,False,2.5\n" : "Fair,True,9\n");
    work.folder.write("d.csv", text);
    const Outcome said =
        work.done("train --data d.csv --target y --hidden 8 --set learning_rate=0.05 --epochs 300 --out m.safetensors");
    CHECK(contains(said.err, "d.csv: true and false are 1 and 0 in new"));
    CHECK(contains(said.err, "d.csv: texts are categories, one input each: cut (3)"));
    work.folder.write("new.csv", "new,cut\n1,Ideal\n0,Great\n");
    CHECK(
        contains(work.refused("predict --data new.csv --model m.safetensors"), "line 3, column 'cut': found 'Great'"));
    CHECK(contains(work.done("predict --data new.csv --model m.safetensors --unknown zero").err,
                   "unknown categories of cut are zero: Great"));
}

TEST_CASE("missing values are refused with the ways out, or patterns are left out") {
    const Work work;
    work.folder.write("m.csv", "x,y\n1,a\n,b\n3,a\n4,b\n5,a\n");
    CHECK(contains(
        work.refused("train --data m.csv --target y --out m.safetensors" + one_epoch),
        "m.csv: line 3, column 'x': found an empty field, expected a value; 1 value is missing in x; --missing drop"));
    CHECK(contains(work.done("train --data m.csv --target y --missing drop" + one_epoch).err,
                   "m.csv: 1 of 5 patterns are left out: they lack a value"));
    work.folder.write("land.csv", "x,land\n1,NA\n2,DE\n3,DE\n4,NA\n");
    CHECK(
        contains(work.refused("train --data land.csv --target land" + one_epoch),
                 "found 'NA', expected a value; 2 values are missing in land; --missing drop leaves such patterns out; "
                 "mean, median and indicator fill inputs; where 'NA' is a name, spell it otherwise\n"));
}

TEST_CASE("codes with leading zeros are said to be numbers, wherever in the column they stand") {
    const Work work;
    work.folder.write("t.csv", "zip,part,x,y\n10001,7,0.5,007\n00501,8,0,042\n60601,7,-0.5,007\n10001,8,1,042\n");
    const std::string said = work.done("train --data t.csv --target y --task classification --out m" + one_epoch).err;
    CHECK(contains(said, "t.csv: codes with leading zeros are read as numbers: zip; a letter before each code"));
    CHECK(contains(said, "t.csv: leading zeros of classes are not kept in y; a letter before each keeps them\n"));
    CHECK_FALSE(contains(work.done("evaluate --model m --data t.csv").err, "leading zeros"));
}
