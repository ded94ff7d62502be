#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "reproduction/experiment.h"
#include "reproduction/published.h"

namespace descent::reproduction {
namespace {

constexpr std::uint64_t epochs = 100, seeds = 10;
constexpr const char* function = "quadratic-deep";
constexpr std::uint64_t printed_epochs[] = {1, 10, 50, epochs};

/// The rows of the file by optimizer and learning rate, each with one row a seed.
using Rows = std::vector<std::vector<std::string>>;
std::map<std::string, std::map<double, Rows>> published_rows() {
    std::map<std::string, std::map<double, Rows>> rows;
    for (const auto& row : rows_of(quadratic_deep_text())) rows[row[0]][*parse_number<double>(row[1])].push_back(row);
    return rows;
}

Plan plan(const std::string&) {
    Plan plan{.problems = {test_function_problem(function)}};
    plan.problems.front().options.epochs = epochs;
    for (const auto& [optimizer, rates] : published_rows()) {
        Contestant contestant{.optimizer = optimizer};
        for (const auto& [rate, rows] : rates) contestant.settings["learning_rate"].push_back(rows.front()[1]);
        if (optimizer == "momentum") contestant.settings["momentum"] = {"0.99"};
        plan.protocol.budget = rates.size();
        plan.contestants.push_back(std::move(contestant));
    }
    plan.protocol.tuning_seeds = seeds;
    plan.protocol.seeds = 1;  // the runs of the tuning are the experiment
    plan.protocol.trajectories = false;
    return plan;
}

/// Our runs of one optimizer at one rate.
std::vector<const study::TrialRecord*> runs_at(const study::Study& study, const std::string& optimizer, double rate) {
    std::vector<const study::TrialRecord*> runs = study.of(function, optimizer, Phase::tune);
    std::erase_if(runs, [&](const auto* run) { return study::setting(run->trial.settings, "learning_rate") != rate; });
    return runs;
}

/// The published test loss at the end of epoch `printed_epochs[i]`, over its seeds.
Published published_at(const Rows& rows, std::size_t i) {
    Published mean{.runs = rows.size()};
    for (const auto& row : rows) {
        const Published one = printed(row[5 + i]);
        mean.value += one.value / static_cast<double>(rows.size());
        mean.rounding = one.rounding;
    }
    return mean;
}

void add_losses(const std::string& name, const Rows& rows, const std::vector<const study::TrialRecord*>& runs,
                std::vector<Pair>& pairs) {
    for (std::size_t i = 0; i < std::size(printed_epochs); ++i) {
        Pair pair{.name = name + ", epoch " + to_text(printed_epochs[i]), .published = published_at(rows, i)};
        for (const auto* run : runs) pair.ours.push_back(run->curve.at(printed_epochs[i] - 1).validation_loss);
        pairs.push_back(std::move(pair));
    }
}

std::vector<Point> points(const study::Study& study) {
    std::vector<Pair> pairs;
    std::vector<Point> counts;
    for (const auto& [optimizer, rates] : published_rows()) {
        std::size_t published_diverging = 0, diverging = 0;
        for (const auto& [rate, rows] : rates) {
            const auto runs = runs_at(study, optimizer, rate);
            const bool published_diverges = !std::isfinite(printed(rows.front().back()).value);
            const bool diverges =
                std::ranges::any_of(runs, [](const auto* run) { return run->outcome() == study::Outcome::diverged; });
            published_diverging += published_diverges;
            diverging += diverges;
            if (published_diverges || diverges) continue;
            add_losses(optimizer + ", rate " + rows.front()[1], rows, runs, pairs);
        }
        counts.push_back(count_within(optimizer + ", rates that diverge", published_diverging, diverging, 1));
    }
    std::vector<Point> all = points_of(pairs);
    all.insert(all.end(), counts.begin(), counts.end());
    return all;
}

}  // namespace

Experiment published_experiments::quadratic_deep() {
    return {.name = "quadratic-deep",
            .source = "Schneider, Balles and Hennig 2019 (DeepOBS), baselines: fsschneider/DeepOBS_Baselines, 3da285a",
            .settings =
                "gd and momentum 0.99 at 36 rates from 1e-5 to 100, batch 128 of 1,000 patterns, 100 epochs; "
                "test loss after epochs 1, 10, 50 and 100, ten seeds of ours",
            .minutes = 1,
            .package = "",
            .plan = plan,
            .points = points};
}

}  // namespace descent::reproduction
