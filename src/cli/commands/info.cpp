#include <descent/machine.h>
#include <descent/version.h>

#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/job.h"
#include "cli/options/common.h"
#include "parallel/huge_pages.h"
#include "storage/leftovers.h"
#include "training/checkpoint_leftovers.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

std::vector<std::string> supported_names(const Machine& machine) {
    std::vector<std::string> names;
    for (const InstructionSet set : machine.supported) names.emplace_back(to_string(set));
    return names;
}

using Pages = std::optional<parallel::HugePages>;

Json pages_json(const Pages& pages) {
    if (!pages) return nullptr;
    return {{"asked_bytes", pages->asked}, {"got_bytes", pages->got}, {"policy", pages->policy}};
}

std::string pages_text(const Pages& pages) {
    if (!pages) return "unknown";
    const auto mib = [](std::uint64_t bytes) { return to_text(bytes >> 20); };
    return mib(pages->got) + " of " + mib(pages->asked) + " MiB of an arena (policy " + printable(pages->policy) + ")";
}

/// The modules for MPI that were found: by the name of the MPI, and its own text of its version.
std::vector<std::pair<std::string, std::string>> found_mpi() {
    std::vector<std::pair<std::string, std::string>> found;
    for (const std::string& name : parallel::mpi_names()) {
        const std::string module = parallel::mpi_module(name, module_folders());
        if (!module.empty()) found.emplace_back(name, parallel::describe_mpi(module));
    }
    return found;
}

Json mpi_json() {
    Json list = Json::array();
    for (const auto& [name, version_text] : found_mpi()) list.push_back({{"name", name}, {"version", version_text}});
    return list;
}

std::string mpi_text() {
    std::string lines;
    for (const auto& [name, version_text] : found_mpi()) lines += "\n  " + name + ": " + version_text;
    return lines.empty() ? "none" : lines;
}

Json machine_json(const Machine& machine, const Pages& pages) {
    return {{"version", version},
            {"processor", machine.processor},
            {"instruction_sets", supported_names(machine)},
            {"instruction_set", to_string(machine.chosen)},
            {"reason", machine.reason},
            {"hardware_threads", machine.hardware_threads},
            {"affinity_threads", machine.affinity_threads},
            {"quota_threads", machine.quota_threads == 0 ? Json(nullptr) : Json(machine.quota_threads)},
            {"threads", machine.chosen_threads},
            {"numa_nodes", machine.numa_nodes},
            {"huge_pages", pages_json(pages)},
            {"mpi", mpi_json()}};
}

std::string to_lines(const Machine& machine, const Pages& pages) {
    const std::string quota = machine.quota_threads == 0 ? "none" : to_text(machine.quota_threads) + " threads";
    return "version           " + std::string(version) + "\nprocessor         " + printable(machine.processor) +
           "\ninstruction sets  " + join(supported_names(machine)) + "\n  chosen          " +
           std::string(to_string(machine.chosen)) + " (" + printable(machine.reason) + ")" + "\nthreads           " +
           to_text(machine.hardware_threads) + "\n  affinity mask   " + to_text(machine.affinity_threads) +
           "\n  control group   " + quota + "\n  chosen          " + to_text(machine.chosen_threads) +
           " (the smallest of these)" + "\nNUMA nodes        " + to_text(machine.numa_nodes) + "\nhuge pages        " +
           pages_text(pages) + "\nMPI               " + mpi_text() + "\n";
}

/// What killed runs left in the folder.
std::vector<storage::FolderFile> leftovers_in(const std::string& folder) {
    const std::vector<storage::FolderFile> files = storage::files_in(folder);
    std::vector<storage::FolderFile> leftovers = storage::leftovers_among(files);
    for (storage::FolderFile& file : training::checkpoint_leftovers_among(files)) leftovers.push_back(std::move(file));
    return leftovers;
}

Json leftovers_json(const std::vector<storage::FolderFile>& leftovers) {
    Json list = Json::array();
    for (const storage::FolderFile& file : leftovers) list.push_back({{"file", file.path}, {"bytes", file.bytes}});
    return list;
}

std::string to_lines(const std::vector<storage::FolderFile>& leftovers, const std::string& folder) {
    const std::string place = " in " + printable(folder, 1000);
    if (leftovers.empty()) return "leftovers         none" + place + "\n";
    std::string lines =
        "leftovers         of killed runs" + place + "; the next run that writes the same file removes them\n";
    for (const storage::FolderFile& file : leftovers) {
        lines += "  " + printable(file.path, 1000) + ": " + training::bytes_text(file.bytes) + "\n";
    }
    return lines;
}

class Info : public Command {
public:
    std::string name() const override { return "info"; }
    std::string summary() const override {
        return "shows version, instruction sets, threads, NUMA nodes, pages, MPI, and what was chosen; what killed "
               "runs left";
    }
    std::string examples() const override {
        return "  descent info\n"
               "  # another instruction set: the results are the same\n"
               "  DESCENT_ISA=avx2 descent info --json\n"
               "  # temporary files that a killed run left beside its model\n"
               "  descent info --folder models\n";
    }

    void describe(OptionList& options) override {
        options.group("Output");
        options.flag("json", json_, "one line of JSON instead of a table");
        options.text("folder", "FOLDER", folder_, "where to look for temporary files that killed runs left")
            .default_text = "the working folder";
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Machine machine = inspect_machine();
        const Pages pages = parallel::try_huge_pages();
        const std::vector<storage::FolderFile> leftovers = leftovers_in(folder_);
        if (json_) {
            Json line = machine_json(machine, pages);
            line["leftovers"] = leftovers_json(leftovers);
            console.print(to_json_line(line) + "\n");
        } else {
            console.print(to_lines(machine, pages) + to_lines(leftovers, folder_));
        }
        return Exit::done;
    }

private:
    bool json_ = false;
    std::string folder_ = ".";
};

}  // namespace

std::unique_ptr<Command> make_info() { return std::make_unique<Info>(); }

}  // namespace descent::cli
