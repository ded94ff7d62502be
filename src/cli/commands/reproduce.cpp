#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/comparison_progress.h"
#include "cli/options/common.h"
#include "cli/signals.h"
#include "reproduction/experiment.h"
#include "study/log.h"

namespace descent::cli {
namespace {

using reproduction::Experiment;
using reproduction::Point;

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

Json to_json(const Point& point) {
    return {{"name", point.name},      {"published", point.published}, {"ours", point.ours},
            {"low", point.low},        {"high", point.high},           {"known_difference", point.known_difference},
            {"passes", point.passes()}};
}

Json to_json(const Experiment& experiment) {
    return {{"name", experiment.name},
            {"source", experiment.source},
            {"settings", experiment.settings},
            {"minutes", experiment.minutes},
            {"package", experiment.package}};
}

std::size_t passing(const std::vector<Point>& points) {
    return static_cast<std::size_t>(std::ranges::count_if(points, &Point::passes));
}

std::string points_text(const std::vector<Point>& points) {
    std::size_t width = 0;
    for (const Point& point : points) width = std::max(width, point.name.size());
    std::string text =
        padded("", width) + "  " + padded("published", 11) + padded("ours", 11) + padded("band", 24) + "\n";
    for (const Point& point : points) {
        const std::string band = short_number(point.low, 5) + " to " + short_number(point.high, 5);
        text += padded(point.name, width) + "  " + padded(short_number(point.published, 6), 11) +
                padded(short_number(point.ours, 6), 11) + padded(band, 24) + (point.passes() ? "pass" : "MISS");
        if (!point.known_difference.empty()) text += " (differs: " + point.known_difference + ")";
        text += "\n";
    }
    return text;
}

class Reproduce : public Command {
public:
    std::string name() const override { return "reproduce"; }
    std::string summary() const override { return "runs published comparisons again and holds the figures together"; }
    std::string examples() const override {
        return "  # what there is, from where, and how long it takes\n"
               "  descent reproduce --list\n"
               "  # gradient descent and momentum at 36 rates, as DeepOBS has them: a minute\n"
               "  descent reproduce quadratic-deep --out again\n"
               "  # all of them; continues what was stopped\n"
               "  descent reproduce\n";
    }

    void describe(OptionList& options) override {
        options.positional("NAME", name_, "one experiment; all when it is missing", false);
        options.group("Result");
        options.flag("list", list_, "shows the experiments, their sources and minutes, and runs nothing");
        options.flag("json", json_, "prints one JSON object");
        options.group("Runs", {{.excludes = {"list"}, .why = "it runs nothing"}});
        options.text("out", "DIR", out_, "where each experiment leaves its study, in a folder of its name");
        options.text("suite-data", "DIR", tables_,
                     "where scikit-learn's data sets lie [default: where python3-sklearn puts them]");
        options.whole("threads", "N", jobs_, {0, UINT32_MAX}, "threads in all; 0: what the machine allows");
        options.flag("quiet", quiet_, "shows nothing but errors and the result");
        add_common_options(options);
    }

    void called_as(const std::vector<std::string>& arguments, const OptionList&) override {
        command_ = {"descent"};
        command_.insert(command_.end(), arguments.begin(), arguments.end());
    }

    Exit run(Console& console) override {
        std::vector<Experiment> wanted(reproduction::experiments().begin(), reproduction::experiments().end());
        if (!name_.empty()) wanted = {reproduction::find_experiment(name_)};
        if (list_) return show_list(console, wanted);
        Json all = Json::array();
        bool passed = true;
        for (const Experiment& experiment : wanted) {
            const auto points = reproduce(console, experiment);
            if (noted_signal() != 0) return ended_by(noted_signal());
            passed = passed && points && passing(*points) == points->size();
            if (points) show(console, experiment, *points, all);
        }
        if (json_) console.print(to_json_line({{"experiments", all}, {"passes", passed}}) + "\n");
        return passed ? Exit::done : Exit::failed;
    }

private:
    Exit show_list(Console& console, const std::vector<Experiment>& wanted) const {
        Json all = Json::array();
        for (const Experiment& one : wanted) {
            all.push_back(to_json(one));
            if (json_) continue;
            console.print(std::string(one.name) + " (" + to_text(one.minutes) +
                          (one.minutes == 1 ? " minute" : " minutes") + " on two cores)\n  " +
                          std::string(one.settings) + "\n  " + std::string(one.source) + "\n");
        }
        if (json_) console.print(to_json_line({{"experiments", all}}) + "\n");
        return Exit::done;
    }

    /// Nothing where it could not be run, which was said, or was interrupted.
    std::optional<std::vector<Point>> reproduce(Console& console, const Experiment& experiment) const {
        const std::string folder = out_ + "/" + std::string(experiment.name);
        reproduction::Plan plan;
        try {
            plan = experiment.plan(tables_);
        } catch (const InputError& error) {
            console.error(std::string(experiment.name) + " is left out (" + error.what() + "): install the package " +
                          std::string(experiment.package));
            return std::nullopt;
        }
        plan.protocol.jobs = jobs_;
        if (!quiet_) console.message(std::string(experiment.name) + ": its study is in " + printable(folder, 1000));
        ComparisonProgress progress(console, quiet_, {});
        const StudyPlace place{.folder = folder, .resume = study::holds_study(folder), .command = command_};
        end_in_good_order();
        const StudyOutcome outcome =
            compare(plan.problems, plan.contestants, plan.protocol, builtin_optimizers(), place, progress);
        end_at_once();
        if (outcome.interrupted) {
            console.message("stopped; the same command continues");
            return std::nullopt;
        }
        if (outcome.failed > 0) {
            throw InputError(folder, "", to_text(outcome.failed) + " trials that failed", "none; see trials.jsonl");
        }
        return experiment.points(study::read_study(folder).study);
    }

    void show(Console& console, const Experiment& experiment, const std::vector<Point>& points, Json& all) const {
        if (!json_) {
            console.print(std::string(experiment.name) + "\n" + points_text(points) + to_text(passing(points)) +
                          " of " + to_text(points.size()) + " points pass\n\n");
            return;
        }
        Json shown = to_json(experiment);
        for (const Point& point : points) shown["points"].push_back(to_json(point));
        all.push_back(shown);
    }

    std::string name_, out_ = "reproduction", tables_;
    std::uint64_t jobs_ = 0;
    bool list_ = false, json_ = false, quiet_ = false;
    std::vector<std::string> command_;
};

}  // namespace

std::unique_ptr<Command> make_reproduce() { return std::make_unique<Reproduce>(); }

}  // namespace descent::cli
