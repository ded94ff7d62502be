#pragma once
/// \file
/// Which kernel table runs: asked once, at start-up.
///
/// Not xsimd::dispatch: that asks at every call and cannot be forced. See docs/decisions.md.

#include <string>
#include <string_view>
#include <vector>

#include "kernels/table.h"

namespace descent::kernels {

/// [any thread] Sets that are compiled in and that both processor and operating system can run, narrowest first.
std::vector<InstructionSet> supported_instruction_sets();

struct Choice {
    InstructionSet set;
    std::string reason;  ///< "widest supported" or "DESCENT_ISA=avx2"
};

/// [any thread] What `wanted` (the text of DESCENT_ISA; empty: no wish) comes to on this machine. Throws UsageError.
Choice choose_instruction_set(std::string_view wanted);

/// [any thread] The table of a supported set; throws UsageError for one that this machine cannot run.
const KernelTable& table_for(InstructionSet set);

}  // namespace descent::kernels
