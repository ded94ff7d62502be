#include "update/host/loops_of_rule.h"

#include <descent/error.h>

#include <vector>

#include "update/host/call.h"
#include "update/rule_check.h"

namespace descent::update {
namespace {

InstructionSet narrower(InstructionSet set) {
    switch (set) {
#define DESCENT_NARROWER(name, NAME, Tag, number, its_narrower, ...) \
    case InstructionSet::name: return InstructionSet::its_narrower;
        DESCENT_INSTRUCTION_SETS(DESCENT_NARROWER)
#undef DESCENT_NARROWER
    }
    return set;
}

/// Sets whose loops this machine runs when it runs `set`, the best first.
std::vector<std::int32_t> sets_to_ask_for(InstructionSet set) {
    std::vector<std::int32_t> sets = {static_cast<std::int32_t>(set)};
    for (; narrower(set) != set; set = narrower(set)) sets.push_back(static_cast<std::int32_t>(narrower(set)));
    return sets;
}

template <class Loop>
Loop find_loop(Loop (*ask)(const void*, std::int32_t), const Instance& instance, InstructionSet set) {
    for (const std::int32_t candidate : sets_to_ask_for(set)) {
        const auto answer = [&] { return ask(instance.get(), candidate); };
        if (Loop loop = run_code_of(instance.who(), "give its loops", answer)) return loop;
    }
    throw Error(instance.who() + ": has no loop for this processor, not even the baseline one");
}

bool places_norms(const Instance& instance) {
    return instance.placed_measures() != nullptr && instance.placed_measures()->norms != nullptr;
}

bool places_sums(const Instance& instance) {
    return instance.placed_measures() != nullptr && instance.placed_measures()->sums != nullptr;
}

}  // namespace

LoopsOfRule<float> LoopsOfRule<float>::find(const Instance& instance, InstructionSet set) {
    LoopsOfRule loops;
    if (instance.placed() != nullptr) {
        loops.placed = find_loop(instance.placed()->loop, instance, set);
    } else if (!instance.closure().exists()) {
        loops.update = find_loop(instance.rule().loop, instance, set);
    }
    const auto* const outer = find_extension<descent_outer>(instance.rule(), DESCENT_OUTER, instance.who());
    if (outer != nullptr) loops.outer = find_loop(outer->loop, instance, set);
    if (places_norms(instance)) {
        loops.placed_measure = find_loop(instance.placed_measures()->norms, instance, set);
    } else if (instance.norms() != nullptr) {
        loops.measure = find_loop(instance.norms()->measure, instance, set);
    }
    if (places_sums(instance)) {
        loops.placed_sums = find_loop(instance.placed_measures()->sums, instance, set);
    } else if (instance.sums() != nullptr) {
        loops.sums = find_loop(instance.sums()->measure, instance, set);
    }
    return loops;
}

LoopsOfRule<double> LoopsOfRule<double>::find(const Instance& instance, InstructionSet) {
    if (instance.closure().exists()) return {};
    const auto* const found =
        find_extension<descent_double_loops>(instance.rule(), DESCENT_DOUBLE_LOOPS, instance.who());
    LoopsOfRule loops;
    if (found != nullptr) loops = {.update = found->update, .measure = found->measure};
    if (instance.placed() != nullptr) loops.placed = instance.placed()->double_update;
    if (instance.sums() != nullptr) loops.sums = instance.sums()->double_measure;
    if (places_norms(instance)) loops.placed_measure = instance.placed_measures()->double_norms;
    if (places_sums(instance)) loops.placed_sums = instance.placed_measures()->double_sums;
    const bool updates = instance.placed() != nullptr ? loops.placed != nullptr : loops.update != nullptr;
    const bool measures = places_norms(instance) ? loops.placed_measure != nullptr
                                                 : instance.norms() == nullptr || loops.measure != nullptr;
    const bool adds_up =
        places_sums(instance) ? loops.placed_sums != nullptr : instance.sums() == nullptr || loops.sums != nullptr;
    if (!updates || !measures || !adds_up) throw Error(instance.who() + ": has no loops in double precision");
    return loops;
}

}  // namespace descent::update
