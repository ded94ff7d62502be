#include <descent/registry.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"
#include "cli/project_template.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The name becomes a file, a CMake target and what users type.
void check_name(const std::string& name) {
    const bool good = !name.empty() && is_lower(name[0]) && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
        return is_lower(c) || is_digit(c) || c == '_' || c == '-';
    });
    if (!good) {
        throw UsageError("NAME",
                         quote(name) + ": expected small letters, digits, _ and -, a letter first, such as my-rule");
    }
    for (const char* const reserved :
         {"all", "clean", "edit_cache", "help", "install", "preinstall", "rebuild_cache", "test"}) {
        if (name == reserved) throw UsageError("NAME", quote(name) + " is a name that CMake keeps for itself");
    }
    for (const OptimizerInfo& info : builtin_optimizers().list()) {
        if (info.name == name) throw UsageError("NAME", quote(name) + " is the name of a built-in optimizer");
    }
}

class NewOptimizer : public Command {
public:
    std::string name() const override { return "new-optimizer"; }
    std::string summary() const override {
        return "writes a project for an optimizer of your own, which builds as it is";
    }
    std::string examples() const override {
        return "  # the README.md in it says how to build and to check it\n"
               "  descent new-optimizer my_rule\n"
               "  descent new-optimizer my_rule projects/my-rule\n";
    }

    void describe(OptionList& options) override {
        options.positional("NAME", name_, "of the optimizer: small letters, digits, _ and -", true);
        options.positional("DIR", folder_, "folder to write to; without it, one named after the optimizer");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        check_name(name_);
        const std::string folder = folder_.empty() ? name_ : folder_;
        const auto project = optimizer_project(name_);
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
};

}  // namespace

std::unique_ptr<Command> make_new_optimizer() { return std::make_unique<NewOptimizer>(); }

}  // namespace descent::cli
