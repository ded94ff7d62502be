#include <descent/comparison.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/comparison_progress.h"
#include "cli/options/check_files.h"
#include "cli/options/common.h"
#include "cli/options/comparison_options.h"
#include "cli/options/plugin_options.h"
#include "cli/options/written_files.h"
#include "cli/signals.h"
#include "storage/whole_files.h"
#include "training/preparation/decisions.h"

namespace descent::cli {
namespace {

using training::append;
using training::closure_warning;
using training::data_defaults;
using training::decisions_on;
using training::held_out_notes;
using training::Lines;
using training::weight_decay_decision;

class Compare : public Command {
public:
    std::string name() const override { return "compare"; }
    std::string summary() const override { return "compares optimizers: tunes each, runs seeds, ranks and reports"; }
    std::string examples() const override {
        return "  # seven optimizers, nine learning rates each, five seeds; a report to open in a browser\n"
               "  descent compare --data fashion-mnist --hidden 128 --seeds 5 --out study --report study.html \\\n"
               "      --optimizers gd,momentum,nesterov,adagrad,rmsprop,adam,nadam --tune grid\n"
               "  # resumes after a kill; the tables are those of a study that was never killed\n"
               "  descent compare --config study.ini --out study --resume\n"
               "  # two learning rates of Adam against gradient descent as it is, in three batch sizes\n"
               "  descent compare --data iris.csv --target species --optimizers gd,adam --tune none \\\n"
               "      --set adam.learning_rate=0.001,0.01 --batch-size 1,16,full --out batches\n"
               "  # a report again, from the logs of a finished study\n"
               "  descent compare --out study --report-only --report study.html\n";
    }

    void describe(OptionList& options) override {
        problems_.add_to(options);
        contestants_.add_to(options);
        plugins_.add_to(options);
        protocol_.add_to(options);
        options.group("Output");
        options
            .text("out", "DIR", out_,
                  "folder of the study: its logs, summary.csv, summary.json, summary.tex, times.csv")
            .file = writes_study();
        options.text("report", "FILE.html", report_, "one page with all figures that needs no network").file =
            writes_report();
        add_force(options);
        options.flag("resume", resume_, "resumes the study in --out; no finished trial is run again", {when_run()});
        options.flag("report-only", report_only_, "runs nothing: makes tables and report again from the logs in --out");
        options.flag("quiet", quiet_, "shows nothing but errors and the result");
        add_common_options(options);
    }

    void called_as(const std::vector<std::string>& arguments, const OptionList& options) override {
        command_ = {"descent"};
        command_.insert(command_.end(), arguments.begin(), arguments.end());
        budget_given_ = options.given("budget");
        tuning_seeds_given_ = options.given("tuning-seeds");
        if (storage::is_file(out_)) {
            throw UsageError("out",
                             "found the file " + quote(out_, 1000) + ", expected a folder, or a name that is free");
        }
        if (protocol_.protocol.tuning != Tuning::none) return;
        for (const std::string name : {"budget", "tuned"}) {
            if (options.given(name)) throw UsageError(name, "has no meaning with --tune none, which searches nothing");
        }
    }

    Exit run(Console& console) override {
        if (out_.empty()) throw UsageError("out", "is missing; name a folder for the study");
        if (!report_.empty()) storage::require_writable(report_);
        if (report_only_) return show(console, write_summaries(out_));
        const StudyOutcome outcome = compete(console);
        if (outcome.interrupted) {
            console.message("stopped; the same command with --resume resumes it");
            return static_cast<Exit>(128 + noted_signal());
        }
        show(console, write_summaries(out_));
        if (outcome.failed == 0) return Exit::done;
        console.error(to_text(outcome.failed) + (outcome.failed == 1 ? " trial" : " trials") +
                      " failed; see the messages in " + out_ + "/trials.jsonl");
        return Exit::failed;
    }

private:
    StudyOutcome compete(Console& console) {
        const Registry registry = plugins_.registry();
        const std::vector<Contestant> contestants = contestants_.contestants(registry);
        // A target of the loss makes loss decide.
        const bool by_loss = protocol_.protocol.target_loss && !protocol_.protocol.target_accuracy;
        if (problems_.metric.empty() && by_loss) problems_.metric = "loss";
        check_search(contestants, registry);
        std::vector<std::string> left_out;
        const std::vector<Problem> problems = problems_.problems(left_out);
        for (const std::string& line : left_out) console.message(line);
        ComparisonProgress progress(console, quiet_, decisions(problems.front(), registry));
        const StudyPlace place{.folder = out_, .resume = resume_, .command = command_};
        end_in_good_order();
        return compare(problems, contestants, protocol_.protocol, registry, place, progress);
    }

    /// Problems on one's own data stand first, and share it; all problems share the decay.
    Lines decisions(const Problem& first, const Registry& registry) const {
        Lines lines;
        if (!problems_.data.data.empty()) {
            lines = decisions_on(first.network, first.training, first.test, first.options);
            append(lines, held_out_notes(first.training, first.validation_data));
            append(lines, data_defaults(problems_.settings, first.options));
            append(lines, closure_warning(first.options, first.training.patterns(), contestants_.optimizers, registry));
        }
        append(lines, weight_decay_decision(first.options, contestants_.optimizers, registry));
        return lines;
    }

    /// What the search would do, when it was given, has no meaning where nothing is searched.
    void check_search(const std::vector<Contestant>& contestants, const Registry& registry) const {
        const Protocol& protocol = protocol_.protocol;
        bool searches = false, lists = false;
        for (const Contestant& one : contestants) {
            for (const auto& [name, values] : one.settings) lists = lists || values.size() > 1;
            for (const HyperParameterInfo& parameter : registry.info(one.optimizer).hyper_parameters) {
                const bool tuned = std::ranges::find(protocol.tuned, parameter.name) != protocol.tuned.end();
                searches = searches || (tuned && !one.settings.contains(parameter.name));
            }
        }
        searches = searches && protocol.tuning != Tuning::none;
        if (budget_given_ && !searches) {
            throw UsageError("budget", "has no meaning where --set gives every hyper-parameter that is tuned");
        }
        if (tuning_seeds_given_ && !searches && !lists) {
            throw UsageError("tuning_seeds", "has no meaning where every optimizer has one setting");
        }
    }

    Exit show(Console& console, const std::string& table) {
        console.print(table);
        if (!report_.empty()) {
            write_report(out_, report_);
            if (!quiet_) console.message("the report is in " + printable(report_, 1000));
        }
        return Exit::done;
    }

    ProblemOptions problems_;
    ContestantOptions contestants_;
    PluginOptions plugins_;
    ProtocolOptions protocol_;
    std::string out_, report_;
    std::vector<std::string> command_;
    bool resume_ = false, report_only_ = false, quiet_ = false;
    bool budget_given_ = false, tuning_seeds_given_ = false;
};

}  // namespace

std::unique_ptr<Command> make_compare() { return std::make_unique<Compare>(); }

}  // namespace descent::cli
