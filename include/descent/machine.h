#pragma once
/// \file
/// What the machine offers, and what was chosen from it.
///
/// Contract: plain values. Nothing here changes results: every choice gives the same bits on every
/// instruction set with FMA and for every number of threads.
///
///     descent::Machine machine = descent::inspect_machine();
///     std::cout << to_string(machine.chosen) << '\n';

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <descent/plugin/instruction_sets.h>

namespace descent {

/// Sets of instructions that kernels are compiled for. Values stand in files: never change.
enum class InstructionSet {
#define DESCENT_ENUMERATOR(name, NAME, Tag, number, narrower, processors, flags) name = number,
    DESCENT_INSTRUCTION_SETS(DESCENT_ENUMERATOR)
#undef DESCENT_ENUMERATOR
};

/// [any thread] Narrowest first; those of other processors among them.
std::vector<InstructionSet> all_instruction_sets();

/// [any thread] "baseline" and so on, as in the list (plugin/instruction_sets.h); throws UsageError that lists the
/// names.
std::string_view to_string(InstructionSet set);
InstructionSet parse_instruction_set(std::string_view name);

/// How many threads may work. 0: as many as the affinity mask and the control group's quota allow.
struct Threads {
    std::size_t count = 0;
};

struct Machine {
    std::string processor;                  ///< its model's name
    std::vector<InstructionSet> supported;  ///< compiled in, and usable here
    InstructionSet chosen = InstructionSet::baseline;
    std::string reason;  ///< why: "widest supported", "DESCENT_ISA=avx2"
    std::size_t hardware_threads = 0;
    std::size_t affinity_threads = 0;  ///< in the affinity mask
    double quota_threads = 0;          ///< control group's quota; 0: none
    std::size_t chosen_threads = 0;    ///< what `auto` means here
    std::size_t numa_nodes = 0;
};

/// [any thread] Throws UsageError when DESCENT_ISA names a set that this machine cannot run.
Machine inspect_machine();

}  // namespace descent
