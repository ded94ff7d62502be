#include <descent/comparison.h>

#include <algorithm>

#include "base/text.h"
#include "cli/as_typed.h"
#include "cli/commands/list.h"
#include "cli/comparison_progress.h"
#include "cli/options/check_files.h"
#include "cli/options/common.h"
#include "cli/options/comparison_options.h"
#include "cli/options/written_files.h"
#include "cli/signals.h"
#include "contest/preparation/decisions.h"
#include "storage/whole_files.h"
#include "study/log.h"

namespace descent::cli {
namespace {

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
        choice_.add_to(options);
        options.group("Output");
        options
            .text("out", "DIR", out_,
                  "folder of the study: its logs, summary.csv, summary.json, summary.tex, times.csv")
            .file = writes_study();
        options.text("report", "FILE.html", report_, "one page with all figures that needs no network").file =
            writes_report();
        add_force(options);
        options.add({.name = "shard",
                     .value = "K/N",
                     .help =
                         "runs the K-th of N parts of the trials, a part on each machine; 'descent study merge' joins "
                         "their folders",
                     .set = [this](const std::string& given) { shard_ = parse_shard(given); },
                     .rules = {when_run(), {.excludes = {"report"}, .why = "figures are those of the whole study"}}});
        options.flag("resume", resume_, "resumes the study in --out; no finished trial is run again", {when_run()});
        options.flag("report-only", report_only_, "runs nothing: makes tables and report again from the logs in --out");
        options.flag("quiet", quiet_, "shows nothing but errors and the result");
        add_common_options(options);
    }

    void called_as(const std::vector<std::string>& arguments, const OptionList& options) override {
        command_ = {"descent"};
        command_.insert(command_.end(), arguments.begin(), arguments.end());
        given_ = search_given(options);
        recorded_ = recorded_options(options);
        if (storage::is_file(out_)) {
            throw UsageError("out",
                             "found the file " + quote(out_, 1000) + ", expected a folder, or a name that is free");
        }
    }

    Exit run(Console& console) override {
        if (out_.empty()) throw UsageError("out", "is missing; name a folder for the study");
        if (!report_.empty()) storage::require_writable(report_);
        if (report_only_) return show(console, write_summaries(out_, as_option));
        const StudyOutcome outcome = compete(console);
        if (outcome.interrupted) {
            console.message("stopped; the same command with --resume resumes it");
            return ended_by(noted_signal());
        }
        if (shard_ == Shard()) {
            show(console, write_summaries(out_, as_option));
        } else {
            console.print(study::to_string(shard_) + ": its " + to_text(outcome.trials) + " trials are in " +
                          printable(out_, 1000) + "; 'descent study merge' joins the shards\n");
        }
        if (outcome.failed == 0) return Exit::done;
        console.error(to_text(outcome.failed) + (outcome.failed == 1 ? " trial" : " trials") +
                      " failed; see the messages in " + out_ + "/trials.jsonl");
        return Exit::failed;
    }

private:
    StudyOutcome compete(Console& console) {
        const PreparedStudy study = choice_.prepare(given_);
        for (const std::string& line : study.left_out) console.message(line);
        ComparisonProgress progress(console, quiet_,
                                    contest::decisions(study.problems, choice_.problems.settings,
                                                       choice_.contestants.optimizers, study.registry));
        const StudyPlace place{
            .folder = out_, .resume = resume_, .command = command_, .options = recorded_, .shard = shard_};
        end_in_good_order();
        StudyOutcome outcome =
            compare(study.problems, study.contestants, choice_.protocol.protocol, study.registry, place, progress);
        end_at_once();
        return outcome;
    }

    Exit show(Console& console, const std::string& table) {
        console.print(table);
        if (!report_.empty()) {
            write_report(out_, report_, as_option);
            if (!quiet_) console.message("the report is in " + printable(report_, 1000));
        }
        return Exit::done;
    }

    static Shard parse_shard(const std::string& given) {
        const std::size_t slash = given.find('/');
        const auto number = parse_number<std::uint64_t>(given.substr(0, slash));
        const auto of =
            slash == std::string::npos ? std::nullopt : parse_number<std::uint64_t>(given.substr(slash + 1));
        if (!number || !of || *number < 1 || *number > *of) {
            throw UsageError("shard", "found " + quote(given) + ", expected K/N with K from 1 to N, such as 2/3");
        }
        return {*number, *of};
    }

    StudyChoice choice_;
    contest::SearchGiven given_;
    StudyOptions recorded_;
    Shard shard_;
    std::string out_, report_;
    std::vector<std::string> command_;
    bool resume_ = false, report_only_ = false, quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_compare() { return std::make_unique<Compare>(); }

}  // namespace descent::cli
