#include "bindings/rules/python_rule.h"

#include <nanobind/stl/vector.h>

#include <utility>

#include "bindings/rules/functions.h"

namespace descent::python {

PythonRule::PythonRule(RuleDescription description, std::vector<RuleSetting> settings, std::vector<std::string> slots,
                       nb::object make, nb::object apply)
    : description_(std::move(description)),
      settings_(std::move(settings)),
      slots_(std::move(slots)),
      make_(std::move(make)),
      apply_(std::move(apply)) {
    describe_settings();
    describe_slots();
    rule_.size = sizeof(descent_rule);
    rule_.abi_version = DESCENT_ABI_VERSION;
    rule_.name = description_.name.c_str();
    rule_.formula = description_.formula.c_str();
    rule_.source = description_.source.c_str();
    rule_.hyper_parameter_count = static_cast<std::uint32_t>(hyper_parameters_.size());
    rule_.hyper_parameters = hyper_parameters_.empty() ? nullptr : hyper_parameters_.data();
    rule_.slot_count = static_cast<std::uint32_t>(slot_table_.size());
    rule_.slots = slot_table_.empty() ? nullptr : slot_table_.data();
    place_ = take_functions(*this, rule_);
}

PythonRule::~PythonRule() { give_functions_back(place_); }

void PythonRule::describe_settings() {
    for (const RuleSetting& setting : settings_) {
        std::vector<const char*>& words = choices_.emplace_back();
        for (const std::string& choice : setting.choices) words.push_back(choice.c_str());
    }
    for (std::size_t i = 0; i < settings_.size(); ++i) {
        const RuleSetting& setting = settings_[i];
        const std::vector<const char*>& words = choices_[i];
        hyper_parameters_.push_back({sizeof(descent_hyper_parameter), DESCENT_ABI_VERSION, setting.name.c_str(),
                                     setting.help.c_str(), setting.default_value, setting.minimum, setting.maximum,
                                     setting.scale, static_cast<std::uint32_t>(words.size()),
                                     words.empty() ? nullptr : words.data()});
    }
}

void PythonRule::describe_slots() {
    for (const std::string& slot : slots_) {
        slot_table_.push_back({sizeof(descent_slot), DESCENT_ABI_VERSION, slot.c_str(), "state of a Python class"});
    }
}

nb::object PythonRule::make(const double* values) const {
    return make_(std::vector<double>(values, values + settings_.size()));
}

}  // namespace descent::python
