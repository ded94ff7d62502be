#pragma once
/// \file
/// A rule whose formula is Python's, as the host sees every rule: a descent_rule.

#include <descent/plugin.h>
#include <nanobind/nanobind.h>

#include <string>
#include <vector>

namespace descent::python {

namespace nb = nanobind;

/// As a class of Python describes it.
struct RuleDescription {
    std::string name, formula, source;
    std::string place;  ///< "Python class rules.Heavy", for messages
    std::string code;   ///< what checkpoints and studies know it by
};

struct RuleSetting {
    std::string name, help;
    double default_value, minimum, maximum;
    int scale;
    std::vector<std::string> choices;  ///< DESCENT_SCALE_CHOICE only
    bool whole;
};

/// The functions of a descent_rule know no context, so each rule that lives has functions of its own: at most 64 do.
class PythonRule {
public:
    /// `make`: from a list of numbers, one a setting, to an object for one run. `apply`: (object, w, g, slots, step)
    /// takes one step of one tensor. Throws Error when too many rules live.
    PythonRule(RuleDescription description, std::vector<RuleSetting> settings, std::vector<std::string> slots,
               nb::object make, nb::object apply);
    ~PythonRule();
    PythonRule(const PythonRule&) = delete;
    PythonRule& operator=(const PythonRule&) = delete;

    const descent_rule& rule() const { return rule_; }
    const RuleDescription& description() const { return description_; }
    const std::vector<std::string>& slots() const { return slots_; }
    bool is_whole(std::size_t setting) const { return settings_[setting].whole; }
    const nb::object& apply() const { return apply_; }

    /// Called with the interpreter lock.
    nb::object make(const double* values) const;

private:
    void describe_settings();
    void describe_slots();

    RuleDescription description_;
    std::vector<RuleSetting> settings_;
    std::vector<std::string> slots_;
    nb::object make_, apply_;
    std::vector<std::vector<const char*>> choices_;
    std::vector<descent_hyper_parameter> hyper_parameters_;
    std::vector<descent_slot> slot_table_;
    descent_rule rule_{};
    std::size_t place_ = 0;
};

}  // namespace descent::python
