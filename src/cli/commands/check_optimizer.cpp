#include <descent/error.h>
#include <descent/machine.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"
#include "cli/options/plugin_options.h"
#include "cli/options/setting_options.h"
#include "storage/whole_files.h"
#include "update/conformance/check.h"

namespace descent::cli {
namespace {

namespace conformance = update::conformance;

std::string_view result_name(conformance::Result result) {
    switch (result) {
        case conformance::Result::passed: return "passed   ";
        case conformance::Result::failed: return "FAILED   ";
        case conformance::Result::skipped: break;
    }
    return "skipped  ";
}

class CheckOptimizer : public Command {
public:
    std::string name() const override { return "check-optimizer"; }
    std::string summary() const override { return "checks that an optimizer keeps what every optimizer promises"; }
    std::string examples() const override {
        return "  descent check-optimizer adam\n"
               "  # one of a plugin, with other settings than its defaults\n"
               "  descent check-optimizer lion --plugin ./lion.so --set beta1=0.95\n"
               "  # one check, named as in the list; each runs in a process of its own, for " +
               to_text(conformance::time_limit) +
               " seconds at most\n"
               "  descent check-optimizer lion --plugin ./lion.so --only same_bits_for_any_split\n";
    }

    void describe(OptionList& options) override {
        options.positional("NAME", name_, "the optimizer to check; none with --list");
        options.group("Optimizer", {{.excludes = {"list"}, .why = "it runs no check"}});
        plugins_.add_to(options);
        settings_.add(options, "set");
        options.group("Checks");
        options.texts("only", "NAME", checks_, "runs this check alone");
        options.texts("skip", "NAME", left_out_, "leaves this check out").rules = {
            {.excludes = {"only"}, .why = "that names every check to run"}};
        options.flag("list", list_, "names every check and what it asks for, and runs none");
        options.text("trajectory", "FILE", trajectory_, "steps of another implementation that ours must follow",
                     {{.excludes = {"list"}, .why = "it runs no check"}});
        add_common_options(options);
    }

    Exit run(Console& console) override {
        if (list_) {
            if (!name_.empty()) throw UsageError("NAME", "has no meaning with --list, which runs no check");
            for (const conformance::Check* check : chosen_checks()) {
                console.print(std::string(check->name) + ": " + check->sentence + "\n");
            }
            console.print("Each runs in a process of its own, for " + to_text(conformance::time_limit) +
                          " seconds at most.\n");
            return Exit::done;
        }
        if (name_.empty()) throw UsageError("NAME", "is missing: which optimizer shall be checked?");
        const Registry registry = plugins_.registry();
        registry.info(name_);
        conformance::Subject subject{.registry = registry,
                                     .name = name_,
                                     .settings = settings_.options().settings,
                                     .instruction_sets = inspect_machine().supported};
        if (!trajectory_.empty()) {
            require_trajectory_check();
            const auto file = storage::map_file(trajectory_);
            subject.trajectory_file = trajectory_;
            subject.trajectory = storage::as_text(file.bytes);
        }
        const std::size_t failures = run_checks(subject, console);
        console.print(failures == 0 ? "every check passed or was skipped\n" : to_text(failures) + " failed\n");
        return failures == 0 ? Exit::done : Exit::failed;
    }

private:
    std::size_t run_checks(const conformance::Subject& subject, Console& console) const {
        std::size_t failures = 0;
        std::map<std::string, std::string> said;  // check by the detail that it gave first
        for (const conformance::Check* check : chosen_checks()) {
            const conformance::Outcome outcome = conformance::run_in_child(*check, subject);
            failures += outcome.result == conformance::Result::failed;
            std::string detail = printable(outcome.detail, 1000);
            const auto [first, is_new] = said.emplace(detail, check->name);
            if (!is_new) detail = "as " + first->second;
            console.print(std::string(result_name(outcome.result)) + check->name + ": " + check->sentence +
                          (outcome.detail.empty() ? "" : "\n         " + detail) + "\n");
            console.flush();  // each may take a while
        }
        return failures;
    }

    std::vector<const conformance::Check*> chosen_checks() const {
        if (checks_.empty()) return all_but(left_out_);
        std::vector<const conformance::Check*> chosen;
        for (const std::string& check : checks_) chosen.push_back(&conformance::find_check(check));
        return chosen;
    }

    static std::vector<const conformance::Check*> all_but(const std::vector<std::string>& names) {
        auto chosen = conformance::checks();
        for (const std::string& name : names) std::erase(chosen, &conformance::find_check(name, "skip"));
        return chosen;
    }

    void require_trajectory_check() const {
        const std::string wanted = "agrees_with_trajectory";
        const auto chosen = chosen_checks();
        if (std::ranges::any_of(chosen, [&](const auto* check) { return check->name == wanted; })) return;
        throw UsageError("trajectory", "has no meaning without the check " + wanted);
    }

    std::string name_;
    PluginOptions plugins_;
    SettingOptions settings_;
    std::vector<std::string> checks_;
    std::vector<std::string> left_out_;
    bool list_ = false;
    std::string trajectory_;
};

}  // namespace

std::unique_ptr<Command> make_check_optimizer() { return std::make_unique<CheckOptimizer>(); }

}  // namespace descent::cli
