#include <descent/machine.h>
#include <descent/version.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"

namespace descent::cli {
namespace {

std::vector<std::string> supported_names(const Machine& machine) {
    std::vector<std::string> names;
    for (const InstructionSet set : machine.supported) names.emplace_back(to_string(set));
    return names;
}

Json machine_json(const Machine& machine) {
    return {{"version", version},
            {"processor", machine.processor},
            {"instruction_sets", supported_names(machine)},
            {"instruction_set", to_string(machine.chosen)},
            {"reason", machine.reason},
            {"hardware_threads", machine.hardware_threads},
            {"affinity_threads", machine.affinity_threads},
            {"quota_threads", machine.quota_threads == 0 ? Json(nullptr) : Json(machine.quota_threads)},
            {"threads", machine.chosen_threads},
            {"numa_nodes", machine.numa_nodes}};
}

std::string to_lines(const Machine& machine) {
    const std::string quota = machine.quota_threads == 0 ? "none" : to_text(machine.quota_threads) + " threads";
    return "version           " + std::string(version) + "\nprocessor         " + printable(machine.processor) +
           "\ninstruction sets  " + join(supported_names(machine)) + "\n  chosen          " +
           std::string(to_string(machine.chosen)) + " (" + printable(machine.reason) + ")" + "\nthreads           " +
           to_text(machine.hardware_threads) + "\n  affinity mask   " + to_text(machine.affinity_threads) +
           "\n  control group   " + quota + "\n  chosen          " + to_text(machine.chosen_threads) +
           " (the smallest of these)" + "\nNUMA nodes        " + to_text(machine.numa_nodes) + "\n";
}

class Info : public Command {
public:
    std::string name() const override { return "info"; }
    std::string summary() const override {
        return "shows version, instruction sets, threads, NUMA nodes and quotas; what was chosen and why";
    }
    std::string examples() const override {
        return "  descent info\n"
               "  # another instruction set: the results are the same\n"
               "  DESCENT_ISA=avx2 descent info --json\n";
    }

    void describe(OptionList& options) override {
        options.group("Output");
        options.flag("json", json_, "one line of JSON instead of a table");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Machine machine = inspect_machine();
        console.print(json_ ? to_json_line(machine_json(machine)) + "\n" : to_lines(machine));
        return Exit::done;
    }

private:
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_info() { return std::make_unique<Info>(); }

}  // namespace descent::cli
