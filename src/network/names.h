#pragma once
/// \file
/// Enumerations by the names that users type.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <descent/error.h>

#include "base/text.h"

namespace descent::network {

template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};

/// The name of `value`; "unknown" for a number that is none of them.
template <class Enum>
std::string_view name_of(Enum value, std::span<const Named<Enum>> names) {
    for (const auto& named : names) {
        if (named.value == value) return named.name;
    }
    return "unknown";
}

/// The value of that name. Throws UsageError that suggests the nearest name and lists all; `option` is what they name.
template <class Enum>
Enum value_of(std::string_view name, std::span<const Named<Enum>> names, const std::string& option) {
    std::vector<std::string> known;
    for (const auto& named : names) {
        if (named.name == name) return named.value;
        known.emplace_back(named.name);
    }
    throw UsageError(option,
                     quote(name) + " is not known" + did_you_mean(name, known) + " (known: " + join(known) + ")");
}

}  // namespace descent::network
