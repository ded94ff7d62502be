#include "kernels/dispatch.h"

#include <compiled_sets.h>
#include <descent/error.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace descent::kernels {

namespace {

/// Does the operating system save the registers of `mask`? Source: Intel SDM volume 1, section 13.3 (XCR0).
bool saves_registers([[maybe_unused]] unsigned mask) {
#if defined(__x86_64__)
    unsigned a, b, c, d;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_OSXSAVE) == 0) return false;
    unsigned low, high;
    asm("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & mask) == mask;
#else
    return true;
#endif
}

#define DESCENT_ENTRY(name, result, parameters) .name = name<Isa>,
template <class Isa, InstructionSet set>
constexpr KernelTable table_of = {.instruction_set = set, DESCENT_KERNELS(DESCENT_ENTRY)};
#undef DESCENT_ENTRY

/// Of the sets that are compiled in and run here, narrowest first.
std::vector<const KernelTable*> usable_tables() {
    std::vector<const KernelTable*> tables;
#define DESCENT_ADD_TABLE(name, NAME, Tag) \
    if (detail::Tag::usable(saves_registers)) tables.push_back(&table_of<detail::Tag, InstructionSet::name>);
    DESCENT_COMPILED_SETS(DESCENT_ADD_TABLE)
#undef DESCENT_ADD_TABLE
    return tables;
}

std::string names(const std::vector<InstructionSet>& sets) {
    std::string text;
    for (const InstructionSet set : sets) text += (text.empty() ? "" : ", ") + std::string(to_string(set));
    return text;
}

}  // namespace

std::vector<InstructionSet> supported_instruction_sets() {
    std::vector<InstructionSet> sets;
    for (const KernelTable* table : usable_tables()) sets.push_back(table->instruction_set);
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
    for (const KernelTable* table : usable_tables()) {
        if (table->instruction_set == set) return *table;
    }
    throw UsageError("DESCENT_ISA", "this machine cannot run '" + std::string(to_string(set)) + "'; it can run " +
                                        names(supported_instruction_sets()));
}

}  // namespace descent::kernels

namespace descent {

std::vector<InstructionSet> all_instruction_sets() {
#define DESCENT_SET(name, ...) InstructionSet::name,
    return {DESCENT_INSTRUCTION_SETS(DESCENT_SET)};
#undef DESCENT_SET
}

std::string_view to_string(InstructionSet set) {
    switch (set) {
#define DESCENT_NAME(name, ...) \
    case InstructionSet::name: return #name;
        DESCENT_INSTRUCTION_SETS(DESCENT_NAME)
#undef DESCENT_NAME
    }
    return "unknown";
}

InstructionSet parse_instruction_set(std::string_view name) {
    for (const InstructionSet set : all_instruction_sets()) {
        if (to_string(set) == name) return set;
    }
    throw UsageError("DESCENT_ISA", "unknown instruction set '" + std::string(name) +
                                        "'; known: " + kernels::names(all_instruction_sets()));
}

}  // namespace descent
