#include <descent/version.h>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/comparison_progress.h"
#include "cli/options/common.h"
#include "cli/options/comparison_options.h"
#include "cli/signals.h"
#include "contest/verify.h"
#include "report/files.h"

namespace descent::cli {
namespace {

class Verify : public Command {
public:
    std::string name() const override { return "verify"; }
    std::string summary() const override {
        return "runs trials of a study again and compares the hashes of the weights";
    }
    std::string examples() const override {
        return "  # ten trials, drawn by seed 1\n"
               "  descent verify study\n"
               "  # every trial, on data that lies elsewhere than when the study was made\n"
               "  descent verify study --trials all --use data=elsewhere/iris.csv\n";
    }

    void describe(OptionList& options) override {
        options.positional("STUDY", folder_, "folder of a study", true);
        options.group("Trials");
        options.add({.name = "trials",
                     .value = "N|all",
                     .help = "how many trials are run again, tuning and final runs alike",
                     .default_text = to_text(trials_),
                     .set = [this](const std::string& given) {
                         trials_ = given == "all" ? SIZE_MAX : parse_whole("trials", given, {1, UINT32_MAX});
                     }});
        options.whole("seed", "N", seed_, {0, UINT64_MAX}, "which trials are drawn");
        options.add({.name = "use",
                     .value = "NAME=VALUE",
                     .help = "a value of an option of compare in the place of the recorded one, where data, models or "
                             "plugins lie elsewhere here; their hashes must be those of the study",
                     .kind = Option::Kind::repeated,
                     .set = [this](const std::string& given) { use(given); }});
        options.add({.name = "jobs",
                     .value = "N|auto",
                     .help = "threads in all; what comes out does not depend on it",
                     .default_text = "auto",
                     .set = [this](const std::string& given) {
                         jobs_ = given == "auto" ? 0 : parse_whole("jobs", given, {1, 4096});
                     }});
        options.flag("quiet", quiet_, "shows nothing but errors and the result");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const study::StudyFiles files = study::read_study(folder_);
        const auto recorded = recorded_study(folder_, files.head.options, instead_);
        const std::vector<study::TrialRecord> records = contest::drawn(files.study, trials_, seed_);
        if (records.empty()) throw InputError(folder_, "", "no trial with a result", "at least one");
        if (files.head.version != version) {
            console.message("the study was run by Descent " + files.head.version + ", and this is " +
                            std::string(version) + ": bits may differ for that reason alone");
        }
        ComparisonProgress progress(console, quiet_, {});
        progress.begin("verification", records.size(), 0);
        Protocol protocol = recorded->choice.protocol.protocol;
        protocol.jobs = jobs_;
        end_in_good_order();
        const PreparedStudy& study = recorded->prepared;
        const auto checked =
            contest::verify(study.problems, study.contestants, protocol, study.registry, files, records, progress);
        end_at_once();
        if (noted_signal() != 0) return ended_by(noted_signal());
        const bool same = show_trials(console, checked, files);
        const bool whole = show_rest(console, files);
        return same && whole ? Exit::done : Exit::failed;
    }

private:
    void use(const std::string& given) {
        const std::size_t equals = given.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
            throw UsageError("use", "found " + quote(given) + ", expected NAME=VALUE, such as data=iris.csv");
        }
        instead_[given.substr(0, equals)].push_back(given.substr(equals + 1));
    }

    static bool show_trials(Console& console, const std::vector<contest::CheckedTrial>& checked,
                            const study::StudyFiles& files) {
        std::size_t differ = 0;
        for (const contest::CheckedTrial& one : checked) {
            const bool same = one.differences.empty();
            differ += !same;
            console.print((same ? "same     " : "differs  ") + printable(study::key_of(one.trial), 1000) +
                          (same ? ": weights " + one.weights : ": " + join(one.differences, "; ")) + "\n");
        }
        console.print(to_text(checked.size()) + " of " + to_text(files.study.trials.size()) + " trials run again: " +
                      (differ == 0 ? "all the same" : to_text(differ) + " not as recorded") + "\n");
        return differ == 0;
    }

    /// What needs no run: that the log holds what the plan leads to, and the tables what the log says.
    bool show_rest(Console& console, const study::StudyFiles& files) const {
        const contest::Completeness found = contest::completeness(files);
        for (const std::string& key : found.strange) {
            console.print("strange  " + printable(key, 1000) +
                          ": the plan and the tuning in the log do not lead to it\n");
        }
        if (found.missing > 0) console.print("missing  " + to_text(found.missing) + " trials of the plan\n");
        const std::vector<std::string> altered = report::altered_summaries(folder_);
        for (const std::string& name : altered) console.print("altered  " + name + ": the logs say otherwise\n");
        return found.strange.empty() && found.missing == 0 && altered.empty();
    }

    std::string folder_;
    std::uint64_t trials_ = 10, seed_ = 1, jobs_ = 0;
    StudyOptions instead_;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_verify() { return std::make_unique<Verify>(); }

}  // namespace descent::cli
