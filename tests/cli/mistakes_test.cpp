// What users get wrong: one line on standard error that says so, exit status 2 or 1, and nothing written.

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent::test;

namespace {

/// A mistake, and words that its message must have.
struct Mistake {
    std::string arguments;
    int status;
    std::string says;
};

void prepare(const TemporaryFolder& folder) {
    folder.write("flowers.csv", flowers());
    folder.write("plane.csv", plane());
    folder.write("ragged.csv", "a,b,c\n1,2,3\n4,5\n");
    folder.write("text.csv", "a,b,c\n1,2,3\n1,two,3\n");
    folder.write("nan.csv", "a,b,c\n1,nan,3\n");
    folder.write("empty.csv", "");
    folder.write("header.csv", "a,b,c\n");
    folder.write("noise.bin", "12345");
    folder.write("noise-idx3-ubyte", std::string("\x01\x02\x03\x04\x05\x06\x07\x08", 8));
    folder.write("cut-idx3-ubyte.gz", std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x01", 11));
    folder.write("images-idx2-ubyte", std::string("\0\0\x08\x02\0\0\0\x02\0\0\0\x03"
                                                  "abcdef",
                                                  18));
    folder.write("labels-idx1-ubyte", std::string("\0\0\x08\x01\0\0\0\x03"
                                                  "\0\x01\0",
                                                  11));
    folder.write("bad.ini", "epochs = 5\nepohcs = 6\n");
    folder.write("broken.ini", "epochs\n");
    folder.write("zero.ini", "batch-size = 0\n");
    folder.write("no-model.safetensors", "not a model");
}

void check_each(const TemporaryFolder& folder, const std::vector<Mistake>& mistakes) {
    const std::size_t files = folder.files();
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.arguments);
        const Outcome outcome = run_descent(words(mistake.arguments), folder.path());
        CAPTURE(outcome.err, outcome.out);
        CHECK(outcome.status == mistake.status);
        const std::size_t error = outcome.err.rfind('\n', outcome.err.size() - 2) + 1;  // behind notes on the data
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find("descent: ") == error);
        CHECK(outcome.err.find(mistake.says) != std::string::npos);
        CHECK(folder.files() == files);
    }
}

const std::string flower_data = "--data flowers.csv --target species --out m.safetensors --metrics m.jsonl --epochs 1 ";

std::string train(const std::string& rest) { return "train " + flower_data + rest; }

}  // namespace

TEST_CASE("a wrong command is one line, status 2, and nothing written") {
    const TemporaryFolder folder;
    prepare(folder);
    check_each(
        folder,
        {
            {"", 2, "SUBCOMMAND: is missing"},
            {"trian", 2, "did you mean 'train'?"},
            {"help trian", 2, "did you mean 'train'?"},
            {"train", 2, "--data: is missing"},
            {train("--epcohs 3"), 2, "--epcohs: is not known; did you mean --epochs?"},
            {train("--zzzzzzzz 3"), 2, "--zzzzzzzz: is not known; see --help"},
            {train("--seed"), 2, "--seed: needs a value"},
            {train("--seed=1 --seed=2"), 2, "--seed: is given twice"},
            {train("--quiet=3"), 2, "--quiet: takes no value"},
            {train("surplus"), 2, "'surplus': is one argument too many"},
            {train("--batch-size 0"), 2, "--batch-size: found '0', expected a whole number from 1 up"},
            {train("--batch-size -3"), 2, "--batch-size"},
            {train("--batch-size many"), 2, "--batch-size: found 'many'"},
            {"train --data flowers.csv --target species --epochs 0", 2, "--epochs: found '0'"},
            {train("--hidden 0"), 2, "--hidden: found '0'"},
            {train("--hidden 3,,4"), 2, "--hidden: found ''"},
            {train("--hidden 99999999999999999999"), 2, "--hidden: found"},
            {train("--activation sigmoidd"), 2, "--activation: 'sigmoidd' is not known; did you mean 'sigmoid'?"},
            {train("--activation softmax"), 2, "--output-activation softmax"},
            {train("--hidden 3,4,5 --activation relu,tanh"), 2, "found 2 names, expected one, or one for each of 3"},
            {train("--output-activation none"), 2, "--output-activation: 'none' is not known"},
            {train("--loss hinge"), 2, "--loss: 'hinge' is not known"},
            {train("--loss cross-entropy --output-activation relu"), 2, "cross-entropy"},
            {train("--loss huber"), 2, "--loss: huber is for numbers, but the targets are classes"},
            {train("--loss mae --output-activation softmax"), 2, "--loss: mae is for numbers, but softmax outputs"},
            {"train --data flowers.csv --target species --weights w", 1, "no column 'w'"},
            {train("--dropout 1"), 2, "--dropout: found '1'"},
            {train("--dropout 0.5 --hidden none"), 2, "--dropout: has no meaning without a hidden layer"},
            {train("--optimizer adm"), 2, "did you mean 'adam'?"},
            {train("--set learning_rte=1"), 2, "did you mean 'learning_rate'?"},
            {train("--set learning_rate=fast"), 2, "learning_rate"},
            {train("--set learning_rate=-1"), 2, "learning_rate"},
            {train("--set learning_rate"), 2, "--set: found 'learning_rate', expected KEY=VALUE"},
            {train("--schedule cosin"), 2, "did you mean 'cosine'?"},
            {train("--init gloro"), 2, "--init: 'gloro' is not known"},
            {train("--scaling standardize"), 2, "did you mean 'standardise'?"},
            {train("--on-divergence panic"), 2, "--on-divergence: 'panic' is not known"},
            {train("--validation 1"), 2, "--validation: found '1'"},
            {train("--validation 0.999"), 2, "validation"},
            {train("--patience 3"), 2, "--patience: needs validation data"},
            {train("--weight-decay -1"), 2, "--weight-decay"},
            {train("--clip-norm nan"), 2, "--clip-norm: found 'nan'"},
            {train("--class-weights 1,2"), 2, "--class-weights: found 2 weights, expected 3"},
            {train("--class-weights 1,2,x"), 2, "--class-weights: found 'x'"},
            {"train --data plane.csv --target y --class-weights balanced", 2,
             "--class-weights: the data has no classes"},
            {train("--threads 0"), 2, "--threads: found '0'"},
            {train("--threads lots"), 2, "--threads: found 'lots'"},
            {train("--resume"), 2, "--resume: needs --checkpoint FILE"},
            {train("--checkpoint m.safetensors"), 2, "'m.safetensors' is named twice"},
            {train("--test-labels labels-idx1-ubyte"), 2, "--test-labels: needs --test-data"},
            {"train --config bad.ini --data flowers.csv", 2,
             "bad.ini: line 2: --epohcs: is not known; did you mean --epochs?"},
            {train("--config zero.ini"), 2, "zero.ini: line 1: --batch-size: found '0'"},
            {"evaluate --data flowers.csv", 2, "--model: is missing"},
            {"predict --model m.safetensors", 1, "m.safetensors"},
            {"export --model m.safetensors", 2, "--onnx: is missing"},
            {"optimizers adm", 2, "did you mean 'adam'?"},
            {"new-optimizer Rule", 2, "expected small letters"},
            {"new-optimizer adam", 2, "the name of a built-in optimizer"},
            {"new-optimizer ema", 2, "the name of a built-in optimizer"},
            {"new-optimizer mine --kind matrices", 2, "did you mean 'matrix'?"},
            {"new-optimizer test", 2, "a name that CMake keeps for itself"},
            {"check-gradient --hidden x", 2, "--hidden: found 'x'"},
            {"check-gradient --l1 0.1", 2, "--l1: is no part of the cost"},
            {"check-gradient --huber-delta 2", 2, "--huber-delta: is for loss huber; the loss is cross-entropy"},
            {"check-gradient --class-weights balanced", 2, "--class-weights: found balanced, expected numbers"},
            {"check-gradient --hidden none --dropout 0.5", 2, "--dropout: has no meaning without a hidden layer"},
            {"train --data plane.csv --target y --huber-delta 1", 2,
             "--huber-delta: is for loss huber; the loss is mse"},
            {"train --data plane.csv --target y --loss huber --huber-delta 0", 2, "--huber-delta: found '0'"},
        });
}

TEST_CASE("wrong data is one line that names the file, and nothing written") {
    const TemporaryFolder folder;
    prepare(folder);
    const std::string out = " --out m.safetensors --metrics m.jsonl --checkpoint c";
    check_each(folder,
               {
                   {"train --data absent.csv --target y" + out, 1, "absent.csv"},
                   {"train --data noise.bin --target y" + out, 1, "noise.bin"},
                   {"train --data flowers.csv" + out, 2, "--target"},
                   {"train --data flowers.csv --target specis" + out, 1, "specis"},
                   {"train --data flowers.csv --target species --labels labels-idx1-ubyte" + out, 2, "--labels"},
                   {"train --data ragged.csv --target c" + out, 1, "line 3"},
                   {"train --data text.csv --target c" + out, 1, "line 3"},
                   {"train --data nan.csv --target c" + out, 1, "line 2"},
                   {"train --data empty.csv --target c" + out, 1, "empty.csv"},
                   {"train --data header.csv --target c" + out, 1, "header.csv"},
                   {"train --data noise-idx3-ubyte --labels labels-idx1-ubyte" + out, 1, "noise-idx3-ubyte"},
                   {"train --data cut-idx3-ubyte.gz --labels labels-idx1-ubyte" + out, 1, "cut-idx3-ubyte.gz"},
                   {"train --data images-idx2-ubyte" + out, 2, "--labels"},
                   {"train --data images-idx2-ubyte --labels labels-idx1-ubyte" + out, 1, "3 labels"},
                   {"train --data flowers.csv --target species --test-data plane.csv" + out, 1, "plane.csv"},
                   {"train --config broken.ini --data flowers.csv --target species" + out, 2, "broken.ini"},
                   {"train --config absent.ini --data flowers.csv --target species" + out, 2, "absent.ini"},
                   {"evaluate --model absent.safetensors --data flowers.csv", 1, "absent.safetensors"},
                   {"evaluate --model no-model.safetensors --data flowers.csv", 1, "no-model.safetensors"},
                   {"export --model no-model.safetensors --onnx m.onnx", 1, "no-model.safetensors"},
                   {"train --data flowers.csv --target species --plugin absent.so" + out, 1, "no file of"},
                   {"train --data flowers.csv --target species --plugin noise.bin" + out, 1, "noise.bin"},
               });
}

TEST_CASE("files that could not be written are refused before the training") {
    const TemporaryFolder folder;
    prepare(folder);
    const std::string data = "train --data flowers.csv --target species --epochs 1 ";
    check_each(folder, {
                           {data + "--out absent/m.safetensors", 1, "absent/m.safetensors: cannot write"},
                           {data + "--metrics absent/m.jsonl", 1, "absent/m.jsonl"},
                           {data + "--checkpoint absent/c", 1, "absent/c"},
                           {data + "--out .", 1, "cannot write"},
                       });
}

TEST_CASE("a model and data of different width are refused") {
    const TemporaryFolder folder;
    prepare(folder);
    REQUIRE(run_descent(words(train("--quiet")), folder.path()).status == 0);
    check_each(folder, {
                           {"evaluate --model m.safetensors --data plane.csv --target y", 1, "plane.csv"},
                           {"predict --model m.safetensors --data plane.csv --out p.csv", 1, "plane.csv"},
                           {"predict --model m.safetensors --data flowers.csv --out absent/p.csv", 1, "absent/p.csv"},
                       });
}

TEST_CASE("an instruction set that this machine has not is refused") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent({"info"}, folder.path(), {{"DESCENT_ISA", "avx3"}});
    CHECK(outcome.status == 2);
    CHECK(outcome.error_lines() == 1);
    CHECK(outcome.err.find("avx3") != std::string::npos);
}
