#pragma once
/// \file
/// Names of enumerators: how an enumeration stands in files and on the command line.
///
/// Contract: each enumeration has one list, which a function `enum_names` beside it returns; the rest follows from the
/// list. [any thread]
///
///     std::span<const Named<Loss>> enum_names(Loss);       // {{Loss::mse, "mse"}, ...}
///     descent::name_of(Loss::mse);                         // "mse"
///     descent::value_of<Loss>("mes", "loss");              // loss: 'mes' is not known; did you mean 'mse'? (known:
///     ...)

#include <descent/error.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descent {

template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};

/// A text as a template argument, with dashes for underscores.
template <std::size_t size>
struct Dashed {
    char letters[size] = {};

    consteval Dashed(const char (&text)[size]) {  // NOLINT(google-explicit-constructor): written as a text
        for (std::size_t i = 0; i < size; ++i) letters[i] = text[i] == '_' ? '-' : text[i];
    }
};

/// An enumerator's name as users type it: "cross-entropy" of dashed<"cross_entropy">().
template <Dashed name>
constexpr std::string_view dashed() {
    return {name.letters, sizeof(name.letters) - 1};
}

/// Throws UsageError that suggests the nearest of `known` and lists all; `setting` is what they name.
[[noreturn]] void throw_unknown(std::string_view name, const std::vector<std::string>& known,
                                const std::string& setting);

/// "a, b or c".
std::string alternatives(const std::vector<std::string>& names);

/// In the order of the list.
template <class Enum>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    for (const auto& named : enum_names(Enum{})) names.emplace_back(named.name);
    return names;
}

/// "unknown" for a number that is none of them.
template <class Enum>
std::string_view name_of(Enum value) {
    for (const auto& named : enum_names(value)) {
        if (named.value == value) return named.name;
    }
    return "unknown";
}

/// Throws as `throw_unknown`.
template <class Enum>
Enum value_of(std::string_view name, const std::string& setting) {
    for (const auto& named : enum_names(Enum{})) {
        if (named.name == name) return named.value;
    }
    throw_unknown(name, names_of<Enum>(), setting);
}

/// What `parse(text)` returns; a UsageError of it names `option`.
template <class Parse>
auto parse_named(const std::string& option, const std::string& text, const Parse& parse) {
    try {
        return parse(text);
    } catch (const UsageError& error) {
        throw UsageError(option, error.problem());
    }
}

}  // namespace descent
