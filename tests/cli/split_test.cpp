// What is held out: a share of each class, the last rows, a file of one's own.

#include <descent/model.h>

#include <filesystem>

#include "base/json.h"
#include "base/random.h"
#include "cli/in_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Groups of ten rows that are nearly equal, each with a class drawn at random: nothing can be learned but the group.
std::string twins(std::uint64_t seed, int groups, bool named = false) {
    RandomStream random(seed, "twins");
    std::string text = named ? "who," : "";
    for (int c = 0; c < 20; ++c) text += "x" + std::to_string(c) + ",";
    text += "y\n";
    for (int g = 0; g < groups; ++g) {
        double centre[20];
        for (double& c : centre) c = random.normal();
        const char* label = random.below(2) == 0 ? "a" : "b";
        for (int row = 0; row < 10; ++row) {
            if (named) text += "patient " + std::to_string(g * 7 % groups) + ",";
            for (const double c : centre) text += std::to_string(c + 0.02 * random.normal()) + ",";
            text += std::string(label) + "\n";
        }
    }
    return text;
}

struct Work : InFolder {
    /// The line of the metrics that has that event, the last of its kind.
    JsonReader event(const std::string& name) const {
        const std::string text = folder.read("m.jsonl");
        const std::size_t at = text.rfind("{\"event\":\"" + name + "\"");
        REQUIRE(at != std::string::npos);
        return JsonReader(parse_json(text.substr(at, text.find('\n', at) - at), "m.jsonl"), "m.jsonl");
    }
};

}  // namespace

TEST_CASE("a validation file of one's own shows what a random split of near copies hides") {
    const Work work;
    work.folder.write("tr.csv", twins(1, 20));
    work.folder.write("va.csv", twins(2, 40));
    const std::string train =
        "train --data tr.csv --target y --hidden 64 --activation relu --set learning_rate=0.01 "
        "--epochs 40 --metrics m.jsonl ";
    REQUIRE(work.run(train + "--validation 0.2").status == 0);
    CHECK(work.event("epoch").number("validation_accuracy") > 0.95);  // a twin of each row is trained on
    REQUIRE(work.run(train + "--validation-data va.csv").status == 0);
    CHECK(work.event("epoch").number("validation_accuracy") < 0.75);  // drawn labels: half of them
    CHECK(work.event("run").text("validation") == "va.csv");
    CHECK(work.event("run").object("training_data").whole("patterns") == 200);
    CHECK(work.event("run").object("validation_data").whole("patterns") == 400);
}

TEST_CASE("whole groups are held out, so that near copies do not show what was not learned") {
    const Work work;
    work.folder.write("tr.csv", twins(1, 40, true));
    work.folder.write("te.csv", twins(2, 40));
    const std::string train =
        "train --data tr.csv --target y --hidden 64 --activation relu --set learning_rate=0.01 "
        "--epochs 40 --metrics m.jsonl --validation 0.25 --group-by who --out m.safetensors ";
    const Outcome outcome = work.run(train + "--test-data te.csv");
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    const std::size_t held_out = work.event("run").object("validation_data").whole("patterns");
    CHECK(held_out % 10 == 0);  // of 40 groups of ten, drawn labels: about a fourth of either class
    CHECK((held_out >= 80 && held_out <= 120));
    CHECK(contains(outcome.err, "tr.csv: held out " + std::to_string(held_out / 10) + " of 40 groups, "));
    CHECK(work.event("epoch").number("validation_accuracy") < 0.85);  // drawn labels of ten groups: half of them
    CHECK(work.event("run").text("group_by") == "who");
    CHECK(load(work.folder.path("m.safetensors")).network.inputs == 20);  // the column itself is none
    CHECK(work.run("evaluate --model m.safetensors --data tr.csv").status == 0);
    CHECK(work.run("predict --model m.safetensors --data te.csv --out p.csv").status == 0);
}

TEST_CASE("groups that cannot be kept together are refused with status 2") {
    const Work work;
    work.folder.write("g.csv", "who,x,y\nann,1,a\nann,2,b\nbob,3,a\nbob,4,b\n");
    work.folder.write("one.csv", "who,x,y\nann,1,a\nann,2,b\nann,3,a\nann,4,b\n");
    const auto refusal = [&](const std::string& options) {
        const Outcome outcome = work.run("train --target y --hidden none --epochs 1 " + options);
        CHECK(outcome.status == (outcome.err.find("descent: ") == std::string::npos ? 0 : 2));
        return outcome.err;
    };
    CHECK(contains(refusal("--data g.csv --group-by who --validation 0.5"), "held out 1 of 2 groups, 2 of 4 patterns"));
    CHECK(contains(refusal("--data g.csv --group-by who --validation last:0.5"),
                   "--validation: the last patterns are not"));
    CHECK(contains(refusal("--data g.csv --group-by who"), "--group-by: needs --validation"));
    CHECK(contains(refusal("--data g.csv --group-by who --validation-data g.csv"), "--group-by"));
    const Outcome unknown = work.run("train --target y --data g.csv --group-by whom --validation 0.5");
    CHECK(unknown.status != 0);
    CHECK(contains(unknown.err, "'whom'"));
    CHECK(contains(refusal("--data one.csv --group-by who --validation 0.5"), "all patterns are in one group"));
    const Outcome compared = work.run(
        "compare --data tr.csv --target y --group-by who --optimizers gd --tune none "
        "--seeds 1 --epochs 1 --no-trajectories --out s");
    CHECK(compared.status == 1);  // there is no such file
    work.folder.write("tr.csv", twins(1, 40, true));
    const Outcome grouped = work.run(
        "compare --data tr.csv --target y --group-by who --optimizers gd --tune none "
        "--hidden none --seeds 1 --epochs 1 --no-trajectories --out s");
    INFO(grouped.err);
    CHECK(grouped.status == 0);
    const std::string log = work.folder.read("s/trials.jsonl");
    CHECK(contains(log, "\"validation_split\":\"groups\""));
    CHECK(contains(log, "\"group_by\":\"who\""));
    CHECK(contains(log, "\"targets\":\"y\""));
}

TEST_CASE("the last rows are held out where the data is in order, and the record says so") {
    const Work work;
    std::string rows = "t,y\n";
    for (int t = 0; t < 100; ++t) rows += std::to_string(t) + "," + std::to_string(t % 7) + ".5\n";
    work.folder.write("t.csv", rows);
    const Outcome outcome =
        work.run("train --data t.csv --target y --hidden none --epochs 1 --validation last:0.2 --metrics m.jsonl");
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(work.event("run").text("validation") == "last:0.2");
    CHECK(work.event("run").object("validation_data").whole("patterns") == 20);
}

TEST_CASE("rows in the order of their classes leave one class to train on, which is refused and said so") {
    const Work work;
    work.folder.write("s.csv", "x,y\n1,a\n2,a\n3,a\n4,b\n5,b\n");
    const Outcome outcome = work.run("train --data s.csv --target y --validation last:0.4 --epochs 1");
    CHECK(outcome.status == 1);
    CHECK(outcome.err ==
          "descent: s.csv: line 2, column 'y': found one class only, 'a' in 3 patterns, expected at least two among "
          "the patterns that are "
          "trained on\n");
}

TEST_CASE("a class with few patterns is in both parts, and one with a single pattern is trained on") {
    const Work work;
    std::string rows = "x,y\n";
    for (int i = 0; i < 95; ++i) rows += std::to_string(i) + ",often\n";
    rows += "1,seldom\n2,seldom\n3,once\n";
    work.folder.write("c.csv", rows);
    const Outcome outcome = work.run("train --data c.csv --target y --hidden none --epochs 1 --validation 0.1");
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.err, "class 'once': none held out, all patterns are trained on\n"));
    CHECK(!contains(outcome.err, "'seldom'"));
}

TEST_CASE("validation data is matched before the first step, and one way to hold out is enough") {
    const Work work;
    work.folder.write("a.csv", "x,y\n1,a\n2,b\n3,a\n4,b\n");
    work.folder.write("unknown.csv", "x,y\n1,a\n2,c\n");
    work.folder.write("other.csv", "z,y\n1,a\n2,b\n");
    const std::string train = "train --data a.csv --target y --hidden none --epochs 1 --out m.safetensors ";
    const Outcome unknown = work.run(train + "--validation-data unknown.csv");
    CHECK(unknown.status == 1);
    CHECK(contains(unknown.err, "unknown.csv: line 3"));
    CHECK(work.run(train + "--validation-data other.csv").status == 1);
    CHECK(work.run(train + "--validation-data none.csv").status == 1);
    CHECK(!std::filesystem::exists(work.folder.path("m.safetensors")));
    const Outcome both = work.run(train + "--validation-data a.csv --validation 0.5");
    CHECK(both.status == 2);
    CHECK(contains(both.err, "validation-data: has no meaning with --validation"));
    CHECK(work.run(train + "--validation-labels y.npy").status == 2);
    CHECK(work.run(train + "--validation last:0").status == 2);
    CHECK(work.run(train + "--validation first:0.1").status == 2);
    CHECK(work.run(train + "--validation-data a.csv --out a.csv").status == 2);
    CHECK(work.run(train + "--validation-data a.csv --patience 2").status == 0);
}

TEST_CASE("a comparison takes the same ways to hold out, keeps them in its plan, and says what was decided") {
    const Work work;
    std::string rows = "x;y\n";
    for (int i = 0; i < 150; ++i) rows += std::to_string(i) + ";class " + std::to_string(i % 3) + "\n";
    work.folder.write("f.csv", rows);
    work.folder.write("v.csv", rows);
    const std::string compare =
        "compare --data f.csv --target y --hidden 4 --optimizers gd,adamw --tune none "
        "--seeds 2 --epochs 1 --no-trajectories ";
    const Outcome by_class = work.run(compare + "--weight-decay 0.25 --out one");
    INFO(by_class.err);
    REQUIRE(by_class.status == 0);
    CHECK(contains(work.folder.read("one/trials.jsonl"), "\"validation_split\":\"classes\""));
    const std::string note = "f.csv: columns are separated by a semicolon\n";
    CHECK(contains(by_class.err, note));
    CHECK(by_class.err.find(note) == by_class.err.rfind(note));  // once, though the test set is a part of it
    CHECK(contains(by_class.err, "weight decay 0.25: the weight_decay of adamw; added to the gradient of gd\n"));
    REQUIRE(work.run(compare + "--validation last:0.2 --test-fraction last:0.2 --out two").status == 0);
    CHECK(contains(work.folder.read("two/trials.jsonl"), "\"validation_split\":\"last\""));
    const Outcome resumed = work.run(compare + "--validation 0.2 --test-fraction last:0.2 --out two --resume");
    CHECK(resumed.status != 0);
    CHECK(contains(resumed.err, "validation_split is \"last\" there and \"classes\" here"));
    REQUIRE(work.run(compare + "--validation-data v.csv --out three").status == 0);
    CHECK(contains(work.folder.read("three/trials.jsonl"), "\"validation\":{\"patterns\":150"));
    CHECK(work.run(compare + "--weight-decay 0.1 --set weight_decay=0.1 --out four").status == 2);
}
