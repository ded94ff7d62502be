#include <descent/error.h>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"
#include "storage/whole_files.h"
#include "update/project_template.h"

namespace descent::cli {
namespace {

class NewOptimizer : public Command {
public:
    std::string name() const override { return "new-optimizer"; }
    std::string summary() const override {
        return "writes a project for an optimizer of your own, which builds as it is";
    }
    std::string examples() const override {
        return "  # the README.md in it says how to build and to check it\n"
               "  descent new-optimizer my_rule\n"
               "  descent new-optimizer my_rule projects/my-rule\n"
               "  # a rule around others, chosen as my_average(adam)\n"
               "  descent new-optimizer my_average --kind wrapper\n";
    }

    void describe(OptionList& options) override {
        options.positional("NAME", name_, "of the optimizer: small letters, digits, _ and -", true);
        options.positional("DIR", folder_, "folder to write to; without it, one named after the optimizer");
        options.group("Options");
        options.text("kind", "KIND", kind_, "what the rule works on: " + join(update::project_kinds()));
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const std::string folder = folder_.empty() ? name_ : folder_;
        const auto project = update::optimizer_project(name_, kind_);
        for (const auto& [file, text] : project) {
            if (storage::map_if_exists(folder + "/" + file)) {
                throw Error(printable(folder + "/" + file, 1000) + ": exists already, nothing was written");
            }
        }
        storage::make_folder(folder);
        for (const auto& [file, text] : project) storage::write_whole(folder + "/" + file, text);
        console.print("the project is in " + printable(folder, 1000) + "; its README.md has the next steps\n");
        return Exit::done;
    }

private:
    std::string name_;
    std::string folder_;
    std::string kind_ = update::project_kinds().front();
};

}  // namespace

std::unique_ptr<Command> make_new_optimizer() { return std::make_unique<NewOptimizer>(); }

}  // namespace descent::cli
