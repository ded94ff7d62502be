// Nothing that was given is ignored: an option without a meaning beside the others is refused, and the line says why.

#include "base/text.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

struct Refused {
    std::string arguments;
    std::string says;
};

void check_each(const std::string& before, const std::vector<Refused>& all) {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    folder.write("plane.csv", plane());
    const std::size_t files = folder.files();
    for (const Refused& one : all) {
        CAPTURE(before, one.arguments);
        const Outcome outcome = run_descent(words(before + one.arguments), folder.path());
        CAPTURE(outcome.err);
        CHECK(outcome.status == 2);
        const std::size_t error = outcome.err.rfind('\n', outcome.err.size() - 2) + 1;  // behind notes on the data
        CHECK(outcome.err.find("descent: ") == error);
        CHECK(outcome.err.find("descent: " + one.says) == error);
        CHECK(folder.files() == files);
    }
}

const std::string own = "; the problems of a suite, and functions, bring their own";

}  // namespace

TEST_CASE("train refuses options that would have no effect") {
    check_each(
        "train --data flowers.csv --target species --epochs 1 ",
        {
            {"--min-improvement 0.1", "--min-improvement: needs --patience N"},
            {"--no-restore-best", "--no-restore-best: needs --patience N"},
            {"--optimizer gd --set learning_rate=1 --set learning_rate=0.001", "--set learning_rate: is given twice"},
            {"--group *:decay=0.5", "--group: decay=0.5 has no effect where nothing decays"},
            {"--optimizer adamw --set weight_decay=0 --group *:decay=0.5", "--group: decay=0.5 has no effect"},
            {"--resume", "--resume: needs --checkpoint FILE"},
            {"--checkpoint-every 2", "--checkpoint-every: needs --checkpoint FILE"},
            {"--test-labels l.npy", "--test-labels: needs --test-data SPEC"},
            {"--patience 2", "--patience: needs validation data"},
            {"--patience 2 --validation 0", "--patience: needs validation data"},
            {"--hidden none --activation tanh", "--activation: has no meaning without a hidden layer"},
            {"--labels l.npy", "--labels: belongs to IDX and .npy inputs"},
        });
    check_each("train ", {{"--target y", "--target: needs --data SPEC"}, {"--labels l.npy", "--labels: needs"}});
}

TEST_CASE("train refuses for a function what only a network on data has") {
    const std::string no_data = ": has no meaning with --function; a function has no data";
    check_each("train --function rosenbrock ",
               {
                   {"--data flowers.csv", "--data" + no_data},
                   {"--data flowers.csv --target species", "--data" + no_data},
                   {"--validation 0.1", "--validation" + no_data},
                   {"--hidden 3", "--hidden: has no meaning with --function; a function has no network"},
                   {"--activation tanh", "--activation: has no meaning with --function"},
                   {"--output-activation tanh", "--output-activation: has no meaning with --function"},
                   {"--loss mse", "--loss: has no meaning with --function"},
                   {"--init he-normal", "--init: has no meaning with --function"},
                   {"--scaling min-max", "--scaling: has no meaning with --function"},
                   {"--batch-size 5", "--batch-size" + no_data},
                   {"--no-shuffle", "--no-shuffle" + no_data},
                   {"--class-weights 1,2", "--class-weights" + no_data},
                   {"--class-weights balanced", "--class-weights" + no_data},
                   {"--out m.safetensors", "--out: has no meaning with --function; a function has no model"},
                   {"--resume", "--resume: needs --checkpoint FILE"},
                   {"--group point:decay=0.5", "--group: decay=0.5 has no effect where nothing decays"},
                   {"--group layers.0.*:rate=0.5", "--group: pattern 'layers.0.*' matches none of: point"},
               });
}

TEST_CASE("compare refuses what a suite or a function brings with it") {
    for (const std::string problems : {"compare --out s --suite small ", "compare --out s --function rosenbrock "}) {
        check_each(problems, {
                                 {"--hidden 5", "--hidden: needs --data SPEC" + own},
                                 {"--activation tanh", "--activation: needs --data SPEC" + own},
                                 {"--loss mse", "--loss: needs --data SPEC" + own},
                                 {"--init he-normal", "--init: needs --data SPEC" + own},
                                 {"--scaling min-max", "--scaling: needs --data SPEC" + own},
                                 {"--batch-size 5", "--batch-size: needs --data SPEC" + own},
                                 {"--no-shuffle", "--no-shuffle: needs --data SPEC" + own},
                                 {"--class-weights balanced", "--class-weights: needs --data SPEC" + own},
                                 {"--validation 0.2", "--validation: needs --data SPEC" + own},
                                 {"--metric loss", "--metric: needs --data SPEC" + own},
                                 {"--test-fraction 0.2", "--test-fraction: needs --data SPEC" + own},
                                 {"--test-data plane.csv", "--test-data: needs --data SPEC"},
                                 {"--target y", "--target: needs --data SPEC"},
                             });
    }
    check_each("compare --out s --function rosenbrock ",
               {
                   {"--suite-data x", "--suite-data: needs --suite small|full"},
                   {"--target-accuracy 0.5", "--target-accuracy: no problem is judged by its accuracy"},
                   {"--schedule cosin", "--schedule: 'cosin' is not known"},
               });
}

TEST_CASE("compare refuses a problem that is named twice by the option that names it") {
    check_each("compare --out s ",
               {{"--function rosenbrock,beale,rosenbrock", "--function: 'rosenbrock' is among the problems already"}});
}

TEST_CASE("an effect that one of the optimizers has is no reason to refuse an option") {
    const TemporaryFolder folder;
    for (const std::string run : {"train --function beale --optimizer adamw --group point:decay=0.5 --epochs 1",
                                  "train --function beale --l1 0.1 --group point:decay=0.5 --epochs 1",
                                  "compare --out s --function beale --optimizers gd,adamw --group point:decay=0.5 "
                                  "--tune none --epochs 1 --seeds 1 --no-trajectories"}) {
        const Outcome outcome = run_descent(words(run + " --quiet"), folder.path());
        CAPTURE(run, outcome.err);
        CHECK(outcome.status == 0);
    }
}

TEST_CASE("compare refuses options of the protocol that would have no effect") {
    check_each(
        "compare --out s --data flowers.csv --target species ",
        {
            {"--tuned momentm --optimizers gd,momentum",
             "--tuned: no optimizer that takes part has a hyper-parameter 'momentm'; did you mean 'momentum'?"},
            {"--tuned momentm --budget 3", "--tuned: no optimizer that takes part has a hyper-parameter"},
            {"--optimizers adam,nonsense", "--optimizers: there is no optimizer 'nonsense'"},
            {"--optimizers gd --set learning_rate=1 --set learning_rate=0.1", "--set learning_rate: is given twice"},
            {"--optimizers gd --set gd.learning_rate=1 --set gd.learning_rate=0.1",
             "--set gd.learning_rate: is given twice"},
            {"--batch-size 16,16", "--batch-size: '16' stands twice"},
            {"--group *:decay=0.5 --optimizers gd,adam", "--group: decay=0.5 has no effect where nothing decays"},
            {"--seed 18446744073709551615", "--seed: found 18446744073709551615, expected one that leaves room"},
            {"--tuned nonsense", "--tuned: no optimizer that takes part has a hyper-parameter 'nonsense'"},
            {"--tune none --budget 3", "--budget: has no meaning with tune none"},
            {"--budget 3 --set learning_rate=0.1", "--budget: has no meaning where every"},
            {"--tuned momentum --set momentum=0.5 --optimizers momentum",
             "--tuned: 'momentum' is set for every optimizer"},
            {"--tune none --tuned momentum", "--tuned: has no meaning with tune none"},
            {"--tune none --tuning-seeds 2", "--tuning-seeds: has no meaning where every optimizer has one"},
            {"--target-loss 0.5 --metric accuracy", "--target-loss: no problem is judged by its loss"},
            {"--target-accuracy 0.5 --metric loss", "--target-accuracy: no problem is judged by its accuracy"},
            {"--test-data flowers.csv --test-fraction 0.2", "--test-fraction: has no meaning with --test-data"},
            {"--set gd.learning_rate=0.1,-1 --optimizers gd", "--set learning_rate: is -1, expected "},
            {"--set momentum=2 --optimizers gd,momentum", "--set momentum: is 2, expected 0 to 0.9999"},
            {"--clip-value -1", "--clip-value: found '-1'"},
            {"--min-improvement 1", "--min-improvement: needs --patience N"},
            {"--group layers.9.*:frozen", "--group: pattern 'layers.9.*' matches none of"},
            {"--class-weights 1,2", "--class-weights: found 2 weights, expected 3"},
            {"--patience 3 --validation 0", "--patience: needs validation data"},
        });
}

TEST_CASE("compare refuses what a report alone would ignore") {
    for (const std::string ignored :
         {"--data x.csv", "--suite small", "--function beale", "--hidden 3", "--epochs 3", "--optimizers gd",
          "--seeds 3", "--no-trajectories", "--jobs 1", "--resume", "--plugin x.so"}) {
        const std::string name = ignored.substr(0, ignored.find(' '));
        check_each("compare --out s --data x.csv --report-only ", {{"", "--data: has no meaning with --report-only"}});
        if (name != "--hidden") {
            check_each("compare --out s --report-only ",
                       {{ignored, name + ": has no meaning with --report-only; it runs nothing"}});
        }
    }
}

TEST_CASE("other subcommands refuse what they would ignore") {
    check_each("", {
                       {"help train evaluate", "'evaluate': is one argument too many"},
                       {"--version now", "'now': is one argument too many"},
                       {"check-optimizer adam --list", "NAME: has no meaning with --list"},
                       {"check-optimizer --list --set momentum=0.5", "--set: has no meaning with --list"},
                       {"check-optimizer --list --trajectory f", "--trajectory: has no meaning with --list"},
                       {"check-optimizer adam --only speed --trajectory f",
                        "--trajectory: has no meaning without the check agrees_with_trajectory"},
                       {"check-gradient --hidden none --activation tanh", "--activation: has no meaning without"},
                       {"evaluate --labels l.npy", "--labels: needs --data SPEC"},
                       {"predict --target y", "--target: is not read"},
                   });
}

TEST_CASE("compare takes every setting of training that a contest has a use for") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const Outcome outcome = run_descent(
        words(
            "compare --out s --data flowers.csv --target species --hidden 4 --epochs 3 --optimizers gd,adam --tune "
            "none "
            "--seeds 2 --clip-value 0.5 --patience 2 --min-improvement 0.001 --no-restore-best --group *.bias:rate=0.5 "
            "--class-weights balanced --on-divergence skip --max-steps 20 --no-shuffle --clip-norm 3 "
            "--weight-decay 0.01 --schedule cosine --batch-size 16,full --no-trajectories --quiet"),
        folder.path());
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(folder.read("s/trials.jsonl").find("\"on_divergence\":\"skip\"") != std::string::npos);
}
