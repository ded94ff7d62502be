#include "update/instance.h"

#include <descent/error.h>

#include "update/call.h"
#include "update/rule_check.h"

namespace descent::update {
namespace {

/// Sets whose loops this machine runs when it runs `set`, the best first.
std::vector<std::int32_t> sets_to_ask_for(InstructionSet set) {
    switch (set) {
        case InstructionSet::avx512: return {DESCENT_SET_AVX512, DESCENT_SET_AVX2, DESCENT_SET_BASELINE};
        case InstructionSet::avx2: return {DESCENT_SET_AVX2, DESCENT_SET_BASELINE};
        case InstructionSet::neon: return {DESCENT_SET_NEON, DESCENT_SET_BASELINE};
        case InstructionSet::baseline: break;
    }
    return {DESCENT_SET_BASELINE};
}

template <class Loop>
Loop find_loop(Loop (*ask)(const void*, std::int32_t), const void* instance, InstructionSet set,
               const std::string& who) {
    for (const std::int32_t candidate : sets_to_ask_for(set)) {
        if (Loop loop = ask(instance, candidate)) return loop;
    }
    throw Error(who + ": has no loop for this processor, not even the baseline one");
}

}  // namespace

Instance::Instance(const descent_rule& rule, const std::vector<double>& values, InstructionSet set, std::string who)
    : rule_(&rule),
      who_(std::move(who)),
      instance_(nullptr, rule.destroy),
      begin_step_(find_extension<descent_begin_step>(rule, DESCENT_BEGIN_STEP, who_)),
      norms_(find_extension<descent_norms>(rule, DESCENT_NORMS, who_)),
      closure_(find_extension<descent_closure>(rule, DESCENT_CLOSURE, who_)) {
    void* made = nullptr;
    call(who_, "start with these settings",
         [&](descent_message* message) { return rule.create(values.data(), &made, message); });
    if (made == nullptr) throw Error(who_ + ": said that it started, but gave no instance");
    instance_.reset(made);
    if (closure_ == nullptr) update_ = find_loop(rule.loop, made, set, who_);
    const auto* const outer = find_extension<descent_outer>(rule, DESCENT_OUTER, who_);
    if (outer != nullptr) outer_ = find_loop(outer->loop, made, set, who_);
    if (norms_ != nullptr) measure_ = find_loop(norms_->measure, made, set, who_);
}

}  // namespace descent::update
