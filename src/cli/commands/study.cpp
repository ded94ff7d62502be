#include "base/text.h"
#include "cli/as_typed.h"
#include "cli/commands/list.h"
#include "cli/comparison_progress.h"
#include "cli/options/check_files.h"
#include "cli/options/common.h"
#include "cli/options/comparison_options.h"
#include "cli/options/written_files.h"
#include "cli/signals.h"
#include "cli/study_text.h"
#include "storage/whole_files.h"
#include "study/merge.h"

namespace descent::cli {
namespace {

class StudyCommand : public Command {
public:
    std::string name() const override { return "study"; }
    std::string summary() const override { return "shows what a study is made of, or merges its shards"; }
    std::string examples() const override {
        return "  # version, problems with the hashes of their data, optimizers, protocol, trials\n"
               "  descent study show study\n"
               "  # the three shards of one study, run on three machines\n"
               "  descent study merge shard1 shard2 shard3 --out study --report study.html\n";
    }

    void describe(OptionList& options) override {
        options.positional("ACTION", action_, "show or merge", true);
        options.positionals("STUDY", folders_, "folders: of one study to show, of all shards to merge");
        options.group("Show");
        options.flag("json", json_, "prints the study's record as one JSON object",
                     {{.excludes = {"out"}, .why = "it belongs to show"}});
        options.group("Merge");
        options.text("out", "DIR", out_, "folder of the merged study: its logs and tables").file = writes_study();
        options.text("report", "FILE.html", report_, "one page with all figures", {{.needs = {"out"}}}).file =
            writes_report();
        add_force(options);
        options.flag("quiet", quiet_, "shows nothing but errors and the result", {{.needs = {"out"}}});
        add_common_options(options);
    }

    void called_as(const std::vector<std::string>& arguments, const OptionList&) override {
        command_ = {"descent"};
        command_.insert(command_.end(), arguments.begin(), arguments.end());
    }

    Exit run(Console& console) override {
        if (action_ == "show") return show(console);
        if (action_ == "merge") return merge(console);
        throw UsageError("ACTION", "found " + quote(action_) + ", expected show or merge");
    }

private:
    Exit show(Console& console) const {
        if (!out_.empty()) throw UsageError("out", "has no meaning with show, which writes nothing");
        if (folders_.size() != 1) {
            throw UsageError("STUDY", "found " + to_text(folders_.size()) + " folders, expected one to show");
        }
        const study::StudyFiles files = study::read_study(folders_.front());
        console.print(json_ ? to_json_line(study_json(files)) + "\n" : study_text(files));
        return Exit::done;
    }

    Exit merge(Console& console) const {
        if (folders_.size() < 2)
            throw UsageError("STUDY", "found fewer than two folders, expected those of all shards");
        if (out_.empty()) throw UsageError("out", "is missing; name a folder for the merged study");
        if (!report_.empty()) storage::require_writable(report_);
        study::merge(folders_, out_, command_);
        const bool complete = record_paths(console);
        console.print(write_summaries(out_, as_option));
        if (!report_.empty()) write_report(out_, report_, as_option);
        return complete ? Exit::done : Exit::failed;
    }

    /// Paths lie in a plane through those of all optimizers, so they are recorded where all are known.
    bool record_paths(Console& console) const {
        const study::StudyFiles files = study::read_study(out_);
        if (!files.study.has_paths) return true;
        try {
            const auto recorded = recorded_study(out_, files.head.options, {});
            const PreparedStudy& study = recorded->prepared;
            ComparisonProgress progress(console, quiet_, {});
            end_in_good_order();
            compare(study.problems, study.contestants, recorded->choice.protocol.protocol, study.registry,
                    {.folder = out_, .resume = true}, progress);
            end_at_once();
            return noted_signal() == 0;
        } catch (const Error& error) {
            console.error("all trials are merged, but the paths of the weights could not be run here: " +
                          std::string(error.what()) + "; 'descent compare ... --out " + printable(out_) +
                          " --resume' runs them where the data lies");
            return false;
        }
    }

    std::string action_, out_, report_;
    std::vector<std::string> folders_, command_;
    bool json_ = false, quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_study() { return std::make_unique<StudyCommand>(); }

}  // namespace descent::cli
