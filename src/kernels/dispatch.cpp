#include "kernels/dispatch.h"

#include <algorithm>

#include <descent/error.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace descent::kernels {

#if defined(DESCENT_HAS_BASELINE)
extern const KernelTable baseline_table;
#endif
#if defined(DESCENT_HAS_AVX2)
extern const KernelTable avx2_table;
#endif
#if defined(DESCENT_HAS_AVX512)
extern const KernelTable avx512_table;
#endif
#if defined(DESCENT_HAS_NEON)
extern const KernelTable neon_table;
#endif

namespace {

#if defined(__x86_64__)
/// Does the operating system save these register files? Source: Intel SDM volume 1, section 13.3 (XCR0).
bool saves_registers(unsigned mask) {
    unsigned a, b, c, d;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_OSXSAVE) == 0) return false;
    unsigned low, high;
    asm("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & mask) == mask;
}
constexpr unsigned avx_registers = 0x6;      // SSE and AVX halves
constexpr unsigned avx512_registers = 0xe6;  // and masks, upper halves, registers 16 to 31

bool runs(InstructionSet set) {
    switch (set) {
        case InstructionSet::baseline: return true;
        case InstructionSet::avx2:
            return saves_registers(avx_registers) && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        case InstructionSet::avx512:
            return saves_registers(avx512_registers) && runs(InstructionSet::avx2) &&
                   __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512dq");
        case InstructionSet::neon: return false;
    }
    return false;
}
#else
bool runs(InstructionSet set) { return set == InstructionSet::baseline || set == InstructionSet::neon; }
#endif

std::vector<const KernelTable*> compiled_tables() {
    return {
#if defined(DESCENT_HAS_BASELINE)
        &baseline_table,
#endif
#if defined(DESCENT_HAS_AVX2)
            &avx2_table,
#endif
#if defined(DESCENT_HAS_AVX512)
            &avx512_table,
#endif
#if defined(DESCENT_HAS_NEON)
            &neon_table,
#endif
    };
}

std::string names(const std::vector<InstructionSet>& sets) {
    std::string text;
    for (const InstructionSet set : sets) text += (text.empty() ? "" : ", ") + std::string(to_string(set));
    return text;
}

}  // namespace

std::vector<InstructionSet> supported_instruction_sets() {
    std::vector<InstructionSet> sets;
    for (const KernelTable* table : compiled_tables()) {
        if (runs(table->instruction_set)) sets.push_back(table->instruction_set);
    }
    return sets;
}

Choice choose_instruction_set(std::string_view wanted) {
    const auto supported = supported_instruction_sets();
    if (wanted.empty()) return {supported.back(), "widest supported"};
    const InstructionSet set = parse_instruction_set(wanted);
    table_for(set);
    return {set, "DESCENT_ISA=" + std::string(wanted)};
}

const KernelTable& table_for(InstructionSet set) {
    for (const KernelTable* table : compiled_tables()) {
        if (table->instruction_set == set && runs(set)) return *table;
    }
    throw UsageError("DESCENT_ISA", "this machine cannot run '" + std::string(to_string(set)) + "'; it can run " +
                                        names(supported_instruction_sets()));
}

}  // namespace descent::kernels

namespace descent {

std::string_view to_string(InstructionSet set) {
    switch (set) {
        case InstructionSet::baseline: return "baseline";
        case InstructionSet::avx2: return "avx2";
        case InstructionSet::avx512: return "avx512";
        case InstructionSet::neon: return "neon";
    }
    return "unknown";
}

InstructionSet parse_instruction_set(std::string_view name) {
    for (const auto set :
         {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512, InstructionSet::neon}) {
        if (to_string(set) == name) return set;
    }
    throw UsageError("DESCENT_ISA",
                     "unknown instruction set '" + std::string(name) + "'; known: baseline, avx2, avx512, neon");
}

}  // namespace descent
