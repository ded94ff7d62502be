#pragma once
/// \file
/// The state of an optimizer between steps, in float for training or in double for checks. The host owns all of
/// it, by name.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/aligned_buffer.h"
#include "network/layout.h"
#include "update/host/instance.h"

namespace descent::update {

template <class Value>
class State {
public:
    /// Slots as the settings of `instance` need them, filled with their start values. Throws Error when the rule asks
    /// for more memory than the machine has.
    State(const Instance& instance, const network::Layout& layout);

    /// Per parameter: [layout.size] each. Names of used slots only.
    std::vector<std::string> slot_names() const;
    std::span<Value> slot(std::string_view name);  ///< throws Error for an unknown name

    /// Of the whole run, then "NAME@TENSOR" for the state of single tensors.
    std::vector<std::string> global_names() const { return global_names_; }
    double global(std::string_view name) const { return globals_[index_of_global(name)]; }
    void set_global(std::string_view name, double value) { globals_[index_of_global(name)] = value; }

    /// The slot of the weights that are measured; empty where these are the trained ones.
    std::span<Value> evaluation_slot() const { return evaluation_; }
    /// The slot in which a wrapper finds the weights before the step; empty where it has none.
    std::span<Value> before_slot() const { return before_; }

    // for the calls of the rule
    std::span<Value* const> bases() const { return bases_; }  ///< [slot_count]; null where unused
    double* globals() { return globals_.data(); }
    double* tensor_slots(std::size_t tensor) { return globals_.data() + global_count_ + tensor * tensor_slot_count_; }

private:
    void add_globals(const Instance& instance);
    void add_tensor_slots(const Instance& instance, const network::Layout& layout);
    std::size_t index_of_global(std::string_view name) const;

    std::vector<std::string> names_;  // of all slots
    std::vector<AlignedBuffer<Value>> buffers_;
    std::vector<Value*> bases_;
    std::span<Value> evaluation_, before_;
    std::size_t global_count_ = 0;
    std::size_t tensor_slot_count_ = 0;
    std::vector<std::string> global_names_;
    std::vector<double> globals_;
};

extern template class State<float>;
extern template class State<double>;

}  // namespace descent::update
