#include "update/host/state.h"

#include <unistd.h>

#include <algorithm>

#include <descent/error.h>

#include "base/text.h"
#include "update/host/call.h"

namespace descent::update {
namespace {

void check_memory(std::size_t slots, std::size_t slot_bytes, const std::string& who) {
    const double wanted = static_cast<double>(slots) * static_cast<double>(slot_bytes);
    const double present = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    if (wanted <= present) return;
    throw Error(who + ": asks for " + to_text(slots) + " slots of state for every parameter, " +
                to_text(static_cast<std::uint64_t>(wanted / 1e9)) + " GB; this machine has " +
                to_text(static_cast<std::uint64_t>(present / 1e9)) + " GB");
}

template <class Answer>
Answer ask(const Instance& instance, const char* what, Answer (*function)(const void*, std::uint32_t),
           std::uint32_t slot) {
    return run_code_of(instance.who(), what, [&] { return function(instance.get(), slot); });
}

/// Slots start at 0 where the rule does not say.
double start_of(const Instance& instance, double (*start)(const void*, std::uint32_t), std::uint32_t slot) {
    return start == nullptr ? 0 : ask(instance, "say where its state starts", start, slot);
}

}  // namespace

template <class Value>
State<Value>::State(const Instance& instance, const network::Layout& layout) {
    const descent_rule& rule = instance.rule();
    std::vector<bool> used(rule.slot_count, true);
    for (std::uint32_t s = 0; s < rule.slot_count; ++s) {
        names_.emplace_back(rule.slots[s].name);
        if (rule.uses_slot != nullptr) used[s] = ask(instance, "say which slots it uses", rule.uses_slot, s) != 0;
    }
    check_memory(static_cast<std::size_t>(std::ranges::count(used, true)), layout.size * sizeof(Value), instance.who());
    for (std::uint32_t s = 0; s < rule.slot_count; ++s) {
        buffers_.emplace_back(used[s] ? layout.size : 0);
        bases_.push_back(buffers_.back().data());
        const double start = start_of(instance, rule.slot_start, s);
        if (start != 0) std::ranges::fill(buffers_.back().span(), static_cast<Value>(start));
    }
    if (const auto* weights = instance.evaluation_weights()) evaluation_ = buffers_[weights->slot].span();
    if (const auto* wrapper = instance.wrapper(); wrapper != nullptr && wrapper->before_slot >= 0) {
        before_ = buffers_[static_cast<std::size_t>(wrapper->before_slot)].span();
    }
    add_globals(instance);
    add_tensor_slots(instance, layout);
}

template <class Value>
void State<Value>::add_globals(const Instance& instance) {
    const auto* begin = instance.begin_step();
    if (begin == nullptr) return;
    global_count_ = begin->global_count;
    for (std::uint32_t g = 0; g < begin->global_count; ++g) {
        global_names_.emplace_back(begin->globals[g].name);
        globals_.push_back(start_of(instance, begin->global_start, g));
    }
}

template <class Value>
void State<Value>::add_tensor_slots(const Instance& instance, const network::Layout& layout) {
    const auto* norms = instance.norms();
    if (norms == nullptr) return;
    tensor_slot_count_ = norms->tensor_slot_count;
    for (const network::Tensor& tensor : layout.tensors) {
        for (std::uint32_t s = 0; s < norms->tensor_slot_count; ++s) {
            global_names_.push_back(std::string(norms->tensor_slots[s].name) + "@" + tensor.name);
            globals_.push_back(start_of(instance, norms->tensor_slot_start, s));
        }
    }
}

template <class Value>
std::vector<std::string> State<Value>::slot_names() const {
    std::vector<std::string> used;
    for (std::size_t s = 0; s < names_.size(); ++s) {
        if (bases_[s] != nullptr) used.push_back(names_[s]);
    }
    return used;
}

template <class Value>
std::span<Value> State<Value>::slot(std::string_view name) {
    for (std::size_t s = 0; s < names_.size(); ++s) {
        if (names_[s] == name && bases_[s] != nullptr) return buffers_[s].span();
    }
    throw Error("the optimizer has no state named " + quote(name));
}

template <class Value>
std::size_t State<Value>::index_of_global(std::string_view name) const {
    const auto found = std::ranges::find(global_names_, name);
    if (found == global_names_.end()) throw Error("the optimizer has no global state named " + quote(name));
    return static_cast<std::size_t>(found - global_names_.begin());
}

template class State<float>;
template class State<double>;

}  // namespace descent::update
