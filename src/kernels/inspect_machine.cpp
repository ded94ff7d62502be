#include <cstdlib>

#include <descent/machine.h>

#include "kernels/dispatch.h"
#include "parallel/machine.h"

namespace descent {

Machine inspect_machine() {
    const char* const wanted = std::getenv("DESCENT_ISA");
    kernels::Choice choice = kernels::choose_instruction_set(wanted == nullptr ? "" : wanted);
    Machine machine;
    machine.processor = parallel::processor_name();
    machine.supported = kernels::supported_instruction_sets();
    machine.chosen = choice.set;
    machine.reason = std::move(choice.reason);
    machine.hardware_threads = parallel::hardware_threads();
    machine.affinity_threads = parallel::affinity_threads();
    machine.quota_threads = parallel::quota_threads();
    machine.chosen_threads = parallel::available_threads();
    machine.numa_nodes = parallel::numa_nodes();
    return machine;
}

}  // namespace descent
