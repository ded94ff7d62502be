#include <descent/comparison.h>
#include <descent/error.h>
#include <descent/model.h>

#include <cmath>
#include <filesystem>

#include "base/json.h"
#include "contest/run_trial.h"
#include "contest/small_study.h"
#include "contest/weights_hash.h"
#include "storage/append_log.h"
#include "study/configuration.h"
#include "study/log.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::vector<std::string> figures = {"summary.json", "summary.csv", "summary.tex"};

StudyOutcome run(const TemporaryFolder& folder, Watcher& watcher, bool resume = false,
                 const Protocol& protocol = small_protocol(), const std::vector<Problem>& problems = {small_problem()},
                 const std::vector<Contestant>& contestants = two) {
    const StudyOutcome outcome = compare(problems, contestants, protocol, builtin_optimizers(),
                                         {folder.path("study"), resume, {"descent"}}, watcher);
    write_summaries(folder.path("study"));
    return outcome;
}

StudyOutcome run(const TemporaryFolder& folder) {
    Watcher watcher;
    return run(folder, watcher);
}

void require_same_figures(const TemporaryFolder& a, const TemporaryFolder& b) {
    for (const std::string& name : figures) REQUIRE(a.read("study/" + name) == b.read("study/" + name));
}

}  // namespace

TEST_CASE("a study tunes every optimizer and then runs the seeds at its best setting") {
    TemporaryFolder folder;
    Watcher watcher;
    const StudyOutcome outcome = run(folder, watcher);
    REQUIRE(outcome.trials == 6 + 6);
    REQUIRE(outcome.run == 12);
    REQUIRE(outcome.failed == 0);
    REQUIRE(!outcome.interrupted);
    REQUIRE(watcher.phases == 2);
    REQUIRE(watcher.trials == 12);
    REQUIRE(watcher.last_share == 1);

    const auto files = study::read_study(folder.path("study"));
    for (const std::string name : {"gd", "adam"}) {
        const auto tuning = files.study.of("clouds 3-5-3", name, Phase::tune);
        const auto final = files.study.of("clouds 3-5-3", name, Phase::final);
        REQUIRE(tuning.size() == 3);
        REQUIRE(final.size() == 3);
        const auto tried = study::configurations(files.study, files.study.problems[0], name);
        const auto* best = study::best_of(tried, Metric::accuracy);
        for (const auto* record : final) REQUIRE(record->trial.settings == best->settings);
    }
}

TEST_CASE("seeds are paired, and those of tuning are not used again") {
    TemporaryFolder folder;
    run(folder);
    const auto files = study::read_study(folder.path("study"));
    std::map<std::string, std::vector<std::uint64_t>> seeds;
    for (const auto& record : files.study.trials) {
        if (record.trial.phase == Phase::tune) REQUIRE(record.trial.seed == 1);
        if (record.trial.phase == Phase::final) seeds[record.trial.optimizer].push_back(record.trial.seed);
    }
    REQUIRE(seeds["gd"] == std::vector<std::uint64_t>{2, 3, 4});
    REQUIRE(seeds["adam"] == seeds["gd"]);
}

TEST_CASE("test data is measured by final runs alone") {
    TemporaryFolder folder;
    run(folder);
    for (const auto& record : study::read_study(folder.path("study")).study.trials) {
        const bool measured = !std::isnan(record.test_loss) || !std::isnan(record.test_accuracy);
        REQUIRE(measured == (record.trial.phase == Phase::final));
    }
}

TEST_CASE("one trial is the run that train makes, bit for bit") {
    TemporaryFolder folder;
    run(folder);
    const Problem problem = small_problem();
    const Registry registry = builtin_optimizers();
    for (const auto& record : study::read_study(folder.path("study")).study.trials) {
        TrainingOptions options = problem.options;
        options.optimizer = record.trial.optimizer;
        options.settings = record.trial.settings;
        options.seed = record.trial.seed;
        const auto [training, validation] = split(problem.training, problem.validation, record.trial.seed);
        Observer nobody;
        const TrainingResult result = train(problem.network, training, validation, options, registry, nobody);
        REQUIRE(contest::weights_hash(result.model) == record.weights);
        REQUIRE(result.steps == record.steps);
        if (record.trial.phase == Phase::tune) continue;
        REQUIRE(evaluate(result.model, problem.test).loss == record.test_loss);
        REQUIRE(evaluate(result.model, problem.test).figures.classification->accuracy == record.test_accuracy);
    }
}

TEST_CASE("figures do not depend on how trials are packed onto threads") {
    TemporaryFolder one, four;
    Protocol protocol = small_protocol();
    Watcher watcher;
    protocol.jobs = 1;
    run(one, watcher, false, protocol);
    protocol.jobs = 7;  // fewer trials than threads: one after the other, many threads each
    run(four, watcher, false, protocol);
    require_same_figures(one, four);
    REQUIRE(one.read("study/trajectories.jsonl") == four.read("study/trajectories.jsonl"));
}

TEST_CASE("a study stopped anywhere and resumed has the same figures and runs no finished trial again") {
    TemporaryFolder whole;
    run(whole);
    for (const std::size_t stop_after : {0u, 1u, 5u, 6u, 7u, 11u}) {
        TemporaryFolder folder;
        Watcher stopping;
        stopping.stop_after = stop_after;
        REQUIRE(run(folder, stopping).interrupted);
        const std::size_t finished = [&] {
            std::size_t count = 0;
            for (const auto& record : study::read_study(folder.path("study")).study.trials) {
                count += record.outcome() == study::Outcome::finished;
            }
            return count;
        }();
        Watcher watcher;
        const StudyOutcome outcome = run(folder, watcher, true);
        REQUIRE(outcome.run == 12 - finished);
        require_same_figures(whole, folder);
        REQUIRE(whole.read("study/trajectories.jsonl") == folder.read("study/trajectories.jsonl"));
    }
}

TEST_CASE("a study killed inside a line of any of its logs resumes to the same figures") {
    TemporaryFolder whole;
    run(whole);
    for (const std::string log : {"trials.jsonl", "times.jsonl", "trajectories.jsonl"}) {
        const std::string text = whole.read("study/" + log);
        for (const std::size_t kept :
             {std::size_t{0}, std::size_t{5}, text.size() / 3, text.size() / 2, text.size() - 1}) {
            TemporaryFolder folder;
            std::filesystem::copy(whole.path("study"), folder.path("study"));
            folder.write("study/" + log, text.substr(0, kept));
            Watcher watcher;
            run(folder, watcher, true);
            require_same_figures(whole, folder);
        }
    }
}

TEST_CASE("summaries are made again from the logs alone") {
    TemporaryFolder folder;
    run(folder);
    std::vector<std::string> before;
    for (const std::string& name : figures) {
        before.push_back(folder.read("study/" + name));
        std::filesystem::remove(folder.path("study/" + name));
    }
    REQUIRE(!write_summaries(folder.path("study")).empty());
    for (std::size_t i = 0; i < figures.size(); ++i) REQUIRE(folder.read("study/" + figures[i]) == before[i]);
}

TEST_CASE("no figure in the summaries depends on the clock") {
    TemporaryFolder folder;
    run(folder);
    for (const std::string& name : figures) REQUIRE(folder.read("study/" + name).find("seconds") == std::string::npos);
    REQUIRE(folder.read("study/trials.jsonl").find("seconds") == std::string::npos);
    REQUIRE(folder.read("study/times.csv").find("seconds_median") != std::string::npos);
}

TEST_CASE("a folder that holds a study is not overwritten, and another study is not resumed in it") {
    TemporaryFolder folder;
    run(folder);
    Watcher watcher;
    REQUIRE_THROWS_WITH(run(folder, watcher), ContainsSubstring("resume"));
    Protocol other = small_protocol();
    other.seeds = 5;
    REQUIRE_THROWS_WITH(run(folder, watcher, true, other), ContainsSubstring("protocol.seeds is 3 there and 5 here"));
    Problem problem = small_problem();
    problem.training = clouds(120, 3);
    REQUIRE_THROWS_WITH(run(folder, watcher, true, small_protocol(), {problem}), ContainsSubstring("hash"));
    Protocol threads = small_protocol();
    threads.jobs = 1;
    REQUIRE(run(folder, watcher, true, threads).run == 0);
}

TEST_CASE("a study is not resumed with other code of a plugin, but with a moved file it is") {
    TemporaryFolder folder;
    const auto run_or_resume = [&](const std::string& file, bool resume) {
        Registry registry = builtin_optimizers();
        registry.load_plugin(file);
        Watcher watcher;
        Problem problem = test_function_problem("beale");
        problem.options.epochs = 1;
        return compare({problem}, {{"broken", {}}}, small_protocol(), registry,
                       {folder.path("study"), resume, {"descent"}}, watcher);
    };
    const std::string plugins = std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/plugin_";
    run_or_resume(plugins + "no_fault.so", false);
    REQUIRE_THROWS_WITH(run_or_resume(plugins + "writes_to_padding.so", true),
                        ContainsSubstring("optimizers[0].code is ") &&
                            ContainsSubstring("load the one that the study began with, or begin another study"));
    std::filesystem::copy_file(plugins + "no_fault.so", folder.path("moved.so"));
    REQUIRE(run_or_resume(folder.path("moved.so"), true).run == 0);
}

TEST_CASE("an optimizer that diverges everywhere stands in the tables without a number") {
    TemporaryFolder folder;
    Watcher watcher;
    Problem problem = test_function_problem("rosenbrock");
    problem.options.epochs = 2;
    const std::vector<Contestant> contestants = {{"gd", {{"learning_rate", {"1", "10"}}}},
                                                 {"adam", {{"learning_rate", {"0.01", "0.1"}}}}};
    run(folder, watcher, false, small_protocol(), {problem}, contestants);
    const Json summary = parse_json(folder.read("study/summary.json"), "summary.json");
    const Json& last = summary["problems"][0]["optimizers"][1];
    REQUIRE(last["optimizer"] == "gd");
    REQUIRE(last["runs"] == 0);
    REQUIRE(last["score"]["median"].is_null());
    REQUIRE(last["divergence"]["tune"]["diverged"] == 2);
    REQUIRE(folder.read("study/summary.json").find("all-diverged") != std::string::npos);
}

TEST_CASE("without tuning the final runs start at the first seed and no target is chosen") {
    TemporaryFolder folder;
    Watcher watcher;
    Protocol protocol = small_protocol();
    protocol.tuning = Tuning::none;
    const StudyOutcome outcome = run(folder, watcher, false, protocol, {small_problem()}, {{"gd"}, {"adam"}});
    REQUIRE(outcome.trials == 6);
    const auto files = study::read_study(folder.path("study"));
    for (const auto& record : files.study.trials) {
        REQUIRE(record.trial.settings.empty());
        REQUIRE(record.trial.seed <= 3);
    }
    const Json summary = parse_json(folder.read("study/summary.json"), "summary.json");
    REQUIRE(summary["problems"][0]["target"].is_null());
}

TEST_CASE("wrong studies are refused before any trial") {
    TemporaryFolder folder;
    Watcher watcher;
    Protocol none = small_protocol();
    none.seeds = 0;
    REQUIRE_THROWS_AS(run(folder, watcher, false, none), UsageError);
    REQUIRE_THROWS_AS(run(folder, watcher, false, small_protocol(), {}), UsageError);
    REQUIRE_THROWS_AS(run(folder, watcher, false, small_protocol(), {small_problem(), small_problem()}), UsageError);
    REQUIRE_THROWS_AS(run(folder, watcher, false, small_protocol(), {small_problem()}, {}), UsageError);
    REQUIRE_THROWS_AS(run(folder, watcher, false, small_protocol(), {small_problem()}, {{"adm"}}), UsageError);
    REQUIRE_THROWS_AS(run(folder, watcher, false, small_protocol(), {small_problem()}, {{"gd"}, {"gd"}}), UsageError);
    REQUIRE(watcher.trials == 0);
    REQUIRE_THROWS_AS(write_summaries(folder.path("nowhere")), InputError);
}

TEST_CASE("a damaged log is refused with its line") {
    TemporaryFolder folder;
    run(folder);
    const std::string text = folder.read("study/trials.jsonl");
    const std::size_t second = text.find('\n') + 1;
    folder.write("study/trials.jsonl", text.substr(0, second) + "{\"event\":\"trial\"}\n" + text.substr(second));
    REQUIRE_THROWS_WITH(write_summaries(folder.path("study")), ContainsSubstring("line 2"));
    folder.write("study/trials.jsonl", "{\"event\":\"study\",\"format\":99}\n");
    REQUIRE_THROWS_WITH(write_summaries(folder.path("study")), ContainsSubstring("format 99"));
    folder.write("study/trials.jsonl", text);
    const std::string paths = folder.read("study/trajectories.jsonl");
    for (const std::string damage : {"\"x\":[", "\"loss\":[[", "\"step\":[", "\"shares\":["}) {
        std::string damaged = paths;
        damaged.insert(damaged.find(damage) + damage.size(), "1,");  // one number more than its neighbours have
        folder.write("study/trajectories.jsonl", damaged);
        REQUIRE_THROWS_AS(write_report(folder.path("study"), folder.path("report.html")), InputError);
    }
    folder.write("study/trials.jsonl", "");
    REQUIRE_THROWS_AS(write_summaries(folder.path("study")), InputError);
}
