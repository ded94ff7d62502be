#include "training/settings/setting.h"

#include <nanobind/stl/string.h>

#include "bindings/module.h"
#include "training/preparation/defaults.h"

namespace descent::python {
namespace {

using training::Setting;

const char* kind_of(const Setting& row) {
    switch (row.kind) {
        case Setting::Kind::flag: return "flag";
        case Setting::Kind::repeated: return "repeated";
        default: return "single";
    }
}

const char* theme_of(const Setting& row) {
    switch (row.theme) {
        case training::Theme::network: return "network";
        case training::Theme::optimizer: return "optimizer";
        case training::Theme::output: return "output";
        default: return "training";
    }
}

/// The type of its value in run records: that is what a user gives. One that stands in none says so by its value.
const char* type_of(const Setting& row, const Registry& registry) {
    if (!row.to_json) return row.value.starts_with("N|") || row.value == "N" ? "int" : "str";
    const Json value = row.to_json(training::default_options(), registry);
    if (value.is_boolean()) return "bool";
    if (value.is_number_float()) return "float";
    return value.is_number() ? "int" : "str";
}

/// Some names are words of Python.
std::string python_name(const Setting& row) {
    if (row.name == "from") return "from_model";
    return row.name == "set" ? "settings" : row.name;
}

std::string default_of(const Setting& row) {
    if (row.name == "epochs") return training::default_epochs_text;
    if (row.kind == Setting::Kind::flag) return row.flag_is_off ? "True" : "False";
    if (row.kind == Setting::Kind::repeated) return "none";
    const std::string text = row.default_text.empty() ? row.print(training::default_options()) : row.default_text;
    return text.empty() ? "none" : text;
}

nb::dict describe(const Setting& row, const Registry& registry) {
    nb::dict description;
    description["name"] = python_name(row);
    description["row"] = row.name;
    description["help"] = row.help;
    description["value"] = row.value;
    description["type"] = type_of(row, registry);
    description["kind"] = kind_of(row);
    description["theme"] = theme_of(row);
    description["on_by_default"] = row.flag_is_off;
    description["default"] = default_of(row);
    description["for_data"] = row.scope == training::Scope::data;
    description["same_for_all_trials"] = row.in_comparison == training::InComparison::option;
    return description;
}

}  // namespace

void bind_settings(nb::module_& module) {
    module.def(
        "settings",
        [] {
            const Registry registry = builtin_optimizers();
            nb::list rows;
            for (const Setting& row : training::settings()) rows.append(describe(row, registry));
            return rows;
        },
        nb::sig("def settings() -> list[dict[str, typing.Any]]"),
        "One dictionary a setting of training, from the table that the program's options are made from.");
}

}  // namespace descent::python
