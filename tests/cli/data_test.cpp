// Data as people have it, from the file to what the model says. Most inputs are from public reports of other trainers.

#include <algorithm>
#include <cstring>

#include "base/json.h"
#include "cli/in_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A .npy file of `numbers`, as NumPy writes it.
template <class T>
std::string npy(const std::string& type, const std::string& shape, const std::vector<T>& numbers,
                const std::string& order = "False") {
    const std::string header = "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    std::string bytes(numbers.size() * sizeof(T), '\0');
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size()) + '\0' + header + bytes;
}

struct Work : InFolder {
    /// Of a model trained by `train OPTIONS` and evaluated by `evaluate DATA`; both must succeed.
    JsonReader figures(const std::string& options, const std::string& data) const {
        const Outcome trained = run("train " + options + " --quiet --out m.safetensors");
        INFO(trained.err);
        REQUIRE(trained.status == 0);
        CHECK(trained.err.empty());
        const Outcome evaluated = run("evaluate --model m.safetensors " + data + " --json");
        INFO(evaluated.err);
        REQUIRE(evaluated.status == 0);
        return JsonReader(parse_json(evaluated.out, "output"), "output");
    }
};

const std::string one_epoch = " --hidden none --epochs 1 ";

}  // namespace

TEST_CASE("arrays have a line for inputs that never vary and for truth values as numbers, said in training alone") {
    const Work work;
    std::vector<float> inputs;
    std::vector<char> truths;
    for (int p = 0; p < 12; ++p) {
        inputs.insert(inputs.end(), {static_cast<float>(p), 3.0F, static_cast<float>(p % 5)});
        truths.push_back(p % 2 == 0 ? '\1' : '\0');
    }
    work.folder.write("X.npy", npy("<f4", "(12, 3)", inputs));
    work.folder.write("y.npy", npy("|b1", "(12,)", truths));
    const std::string data = "--data X.npy --labels y.npy ";
    const Outcome trained =
        work.run("train " + data + "--task regression --set learning_rate=1e-6 --out m" + one_epoch);
    REQUIRE(trained.status == 0);
    CHECK(contains(trained.err, "X.npy: inputs that never vary: [:, 1]\n"));
    CHECK(contains(trained.err, "y.npy: targets true and false are 1 and 0\n"));
    CHECK(contains(trained.err, "y.npy: targets are standardised: output_0 mean 0.5"));
    CHECK(contains(trained.err, "hardly better than always answering the mean of 'output_0'; "));
    CHECK_FALSE(contains(work.run("evaluate --model m " + data).err, "never vary"));
    CHECK_FALSE(contains(work.run("train " + data + one_epoch).err, "1 and 0"));
}

TEST_CASE("a table that is not UTF-8 is refused before training, and read with its encoding") {
    const Work work;
    work.folder.write("t.csv",
                      "Temp(\xB0"
                      "C),y\n1,low\n2,low\n8,high\n9,high\n");
    work.folder.write("c.csv", "x,y\n1,caf\xE9\n2,caf\xE8\n");
    const Outcome refused = work.run("train --data t.csv --target y" + one_epoch + "--out t.safetensors");
    CHECK(refused.status == 1);
    CHECK(contains(refused.err, "t.csv: line 1, byte 6: found byte b0, expected UTF-8"));
    CHECK(work.run("evaluate --model t.safetensors --data t.csv").status == 1);  // nothing was written
    const std::string encoded = " --encoding windows-1252 ";
    CHECK(work.figures("--data t.csv --target y" + encoded + one_epoch, "--data t.csv" + encoded).whole("patterns") ==
          4);
    CHECK(work.figures("--data c.csv --target y" + encoded + one_epoch, "--data c.csv" + encoded).texts("classes") ==
          std::vector<std::string>{"caf\xC3\xA8", "caf\xC3\xA9"});
}

TEST_CASE("a table in UTF-8 is refused where another encoding is asked for, by the user or by a model") {
    const Work work;
    work.folder.write("latin.csv", "town,y\nK\xF6ln,1.5\nBonn,2.5\n");
    work.folder.write("utf.csv", "town,y\nBonn,2.5\nK\xC3\xB6ln,1.5\n");
    REQUIRE(work.run("train --data latin.csv --target y --encoding latin-1 --out m" + one_epoch).status == 0);
    const std::string message =
        "utf.csv: line 3, byte 2: found UTF-8 text, expected latin-1; --encoding utf-8 reads it\n";
    CHECK(contains(work.run("evaluate --model m --data utf.csv").err, message));
    CHECK(contains(work.run("train --data utf.csv --target y --encoding latin-1" + one_epoch).err, message));
    CHECK(work.run("evaluate --model m --data utf.csv --encoding utf-8").status == 0);
}

TEST_CASE("equal arrays of floats and of bytes train alike") {
    const Work work;
    std::vector<float> floats;
    std::vector<std::uint8_t> bytes;
    std::vector<std::int32_t> labels;
    for (int p = 0; p < 64; ++p) {
        labels.push_back(p % 8);
        for (int k = 0; k < 8; ++k) bytes.push_back(k == p % 8), floats.push_back(k == p % 8);
    }
    work.folder.write("Xf.npy", npy("<f4", "(64, 8)", floats));
    work.folder.write("Xb.npy", npy("|u1", "(64, 8)", bytes));
    work.folder.write("Xt.npy", npy("|b1", "(64, 8)", bytes));
    work.folder.write("y.npy", npy("<i4", "(64,)", labels));
    std::vector<double> losses;
    for (const std::string name : {"Xf.npy", "Xb.npy", "Xt.npy"}) {
        const std::string data = "--data " + name + " --labels y.npy";
        const auto figures = work.figures(data + " --hidden none --set learning_rate=0.1 --epochs 50", data);
        losses.push_back(figures.number("loss"));
    }
    CHECK(losses[0] < 0.05);
    CHECK(losses[1] == losses[0]);
    CHECK(losses[2] == losses[0]);
    const Outcome said = work.run("train --data Xb.npy --labels y.npy --scaling none" + one_epoch);
    CHECK(contains(said.err, "Xb.npy: inputs are bytes that stay whole numbers"));
}

TEST_CASE("labels in a column, as floats, as truth values or one-hot are classes") {
    const Work work;
    std::vector<float> inputs;
    std::vector<std::int64_t> column;
    std::vector<double> floats;
    std::vector<std::uint8_t> hot;
    for (int p = 0; p < 12; ++p) {
        inputs.push_back(static_cast<float>(p % 3));
        column.push_back(p % 3), floats.push_back(p % 3);
        for (int k = 0; k < 3; ++k) hot.push_back(k == p % 3);
    }
    work.folder.write("X.npy", npy("<f4", "(12, 1)", inputs));
    work.folder.write("col.npy", npy("<i8", "(12, 1)", column));
    work.folder.write("flt.npy", npy("<f8", "(12,)", floats));
    work.folder.write("hot.npy", npy("|u1", "(12, 3)", hot));
    std::vector<double> losses;
    for (const std::string name : {"col.npy", "flt.npy", "hot.npy"}) {
        const std::string data = "--data X.npy --labels " + name;
        const auto figures = work.figures(data + " --hidden 8 --epochs 50", data);
        CHECK(figures.texts("classes") == std::vector<std::string>{"0", "1", "2"});
        losses.push_back(figures.number("loss"));
    }
    CHECK(losses[1] == losses[0]);
    CHECK(losses[2] == losses[0]);
    const Outcome said = work.run("train --data X.npy --labels flt.npy" + one_epoch);
    CHECK(contains(said.err, "flt.npy: targets are 3 classes: 0, 1, 2; --task regression makes numbers"));
    work.run("train --data X.npy --labels flt.npy --task regression" + one_epoch + "--out r.safetensors");
    CHECK_FALSE(
        contains(work.run("evaluate --model r.safetensors --data X.npy --labels flt.npy --json").out, "classes"));
}

TEST_CASE("labels that start at 1 or have gaps are as many classes as occur") {
    const Work work;
    std::vector<float> inputs;
    std::vector<std::uint8_t> labels;
    for (int p = 0; p < 12; ++p) {
        const auto k = static_cast<std::uint8_t>(p % 3 + 1);
        labels.push_back(k);
        inputs.push_back(k), inputs.push_back(static_cast<float>(k * k));
    }
    work.folder.write("X.npy", npy("<f4", "(12, 2)", inputs));
    work.folder.write("y.npy", npy("|u1", "(12,)", labels));
    const std::string data = "--data X.npy --labels y.npy";
    CHECK(work.figures(data + one_epoch + "--class-weights 1,1,2 --metrics m.jsonl", data).texts("classes") ==
          std::vector<std::string>{"1", "2", "3"});
    CHECK(contains(work.folder.read("m.jsonl"), "\"parameters\":9"));
    CHECK(work.run("predict --model m.safetensors --data X.npy").out.starts_with("1,2,3,predicted\n"));

    work.folder.write("X3.npy", npy<float>("<f4", "(3, 1)", {0, 1, 2}));
    work.folder.write("y3.npy", npy<std::int32_t>("<i4", "(3,)", {0, 1, 60000}));
    const std::string gaps = "--data X3.npy --labels y3.npy";
    const JsonReader figures = work.figures(gaps + one_epoch, gaps);
    CHECK(figures.array("confusion").size() == 3);
}

TEST_CASE("arrays in Fortran order, of truth values and of small types are read") {
    const Work work;
    work.folder.write("F.npy", npy<double>("<f8", "(3, 2)", {0, 1, 2, 10, 11, 12}, "True"));
    work.folder.write("C.npy", npy<double>("<f8", "(3, 2)", {0, 10, 1, 11, 2, 12}));
    work.folder.write("i2.npy", npy<std::int16_t>("<i2", "(3L, 2L)", {0, 10, 1, 11, 2, 12}));
    work.folder.write("b.npy", npy<std::uint8_t>("|b1", "(3, 2)", {0, 1, 1, 0, 1, 1}));
    work.folder.write("y.npy", npy<std::int64_t>("<i8", "(3,)", {0, 1, 1}));
    work.folder.write("y2.npy", npy<std::int16_t>("<i2", "(3,)", {0, 1, 1}));
    const auto loss = [&](const std::string& name, const std::string& labels = "y.npy") {
        const std::string data = "--data " + name + " --labels " + labels;
        return work.figures(data + one_epoch, data).number("loss");
    };
    CHECK(loss("F.npy") == loss("C.npy"));
    CHECK(loss("i2.npy") == loss("C.npy"));
    CHECK(loss("F.npy", "y2.npy") == loss("C.npy"));
    CHECK(loss("b.npy") > 0);
}

TEST_CASE("semicolons, a separator line, and carriage returns make no difference") {
    const Work work;
    work.folder.write("wine.csv", "\"fixed acidity\";\"pH\";\"quality\"\n7.4;3.51;5\n7.8;3.2;5\n");
    work.folder.write("sep.CSV", "sep=,\r\nx,y\r\n0,a\r\n1,b\r\n");
    work.folder.write("mac.txt", "x\ty\r0\ta\r1\tb\r");
    const Outcome wine = work.run("train --data wine.csv --target quality" + one_epoch);
    CHECK(wine.status == 0);
    CHECK(contains(wine.err, "wine.csv: columns are separated by a semicolon\n"));
    const double loss = work.figures("--data sep.CSV --target y" + one_epoch, "--data sep.CSV").number("loss");
    CHECK(work.figures("--data mac.txt --target y" + one_epoch, "--data mac.txt").number("loss") == loss);
}

TEST_CASE("an index column, blank rows and an absent header are seen and said") {
    const Work work;
    work.folder.write("index.csv", ",x,y\n0,1.5,a\n1,2.5,b\n");
    work.folder.write("excel.csv", "x,y\n0,a\n1,b\n,\n,\n");
    work.folder.write("bare.data", "1,2,0.5\n3,4,0.25\n");
    const Outcome index = work.run("train --data index.csv --target y" + one_epoch);
    CHECK(index.status == 0);
    CHECK(contains(index.err, "index.csv: the first column has no name: it is left out as an index\n"));
    const Outcome excel = work.run("train --data excel.csv --target y" + one_epoch);
    CHECK(excel.status == 0);
    CHECK(contains(excel.err, "excel.csv: 2 blank rows are skipped\n"));
    CHECK(work.figures("--data bare.data --target c3" + one_epoch, "--data bare.data").whole("patterns") == 2);
    work.folder.write("new.data", "5,6\n");
    CHECK(work.run("predict --model m.safetensors --data new.data").status == 0);
}

TEST_CASE("a target may have commas and quotes in its name") {
    const Work work;
    work.folder.write("t.csv", "x,\"mass, \"\"kg\"\"\",z\n1,2,3\n2,3,4\n");
    const std::vector<std::string> train = {"train",        "--data", "t.csv",    "--target", "\"mass, \"\"kg\"\"\",z",
                                            "--hidden",     "none",   "--epochs", "1",        "--out",
                                            "m.safetensors"};
    CHECK(run_descent(train, work.folder.path()).status == 0);
    CHECK(work.run("predict --model m.safetensors --data t.csv").out.starts_with("\"mass, \"\"kg\"\"\",z\n"));
    const Outcome wrong = run_descent({"train", "--data", "t.csv", "--target", "a\"b"}, work.folder.path());
    CHECK(wrong.status == 2);
    CHECK(contains(wrong.err, "--target: found 'a\"b', expected a name that holds quotes between double quotes"));
}

TEST_CASE("libsvm text trains, and a test file with fewer columns goes with it") {
    const Work work;
    work.folder.write("a.libsvm", "+1 1:1 3:1\n-1 2:1\n+1 1:1\n-1 2:1 3:1\n");
    work.folder.write("t.svm", "-1 2:1\n+1 1:1\n");
    const Outcome trained =
        work.run("train --data a.libsvm --test-data t.svm" + one_epoch + "--out m.safetensors --set learning_rate=0.5");
    CHECK(trained.status == 0);
    CHECK(contains(trained.out, "test accuracy"));
    CHECK(work.run("evaluate --model m.safetensors --data t.svm").status == 0);
    CHECK(work.run("predict --model m.safetensors --data t.svm").out.starts_with("-1,1,predicted\n"));
}
