#pragma once
/// \file
/// Calls across the C ABI: a refusal or an exception of a rule becomes an Error that names it.

#include <array>
#include <string>

#include <descent/plugin.h>

#include "update/host/inside.h"

namespace descent::update {

/// "optimizer 'lion' of plugins/lion.so"; built-in rules have no file.
std::string who_is(const std::string& name, const std::string& file);

/// [any thread] Throws Error: "WHO: cannot WHAT: text of the refusal".
[[noreturn]] void throw_refusal(const std::string& who, const char* what, descent_status status, const char* text);

/// [any thread] Inside a catch block: rethrows whatever came out of a rule as an Error that names it.
[[noreturn]] void rethrow_as_error(const std::string& who, const char* what);

/// [one thread] Runs `function(&message)`, a call into a rule. Throws Error as above. Allocates only when it throws.
template <class Function>
void call(const std::string& who, const char* what, Function&& function) {
    std::array<char, 1024> text;
    text.front() = text.back() = '\0';
    descent_message message{sizeof(descent_message), DESCENT_ABI_VERSION, text.size(), text.data()};
    descent_status status = DESCENT_REFUSED;
    try {
        const Inside inside(who);
        status = function(&message);
    } catch (...) {
        rethrow_as_error(who, what);
    }
    text.back() = '\0';  // the rule may not have written it
    if (status != DESCENT_OK) throw_refusal(who, what, status, text.data());
}

}  // namespace descent::update
