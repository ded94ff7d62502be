#pragma once
/// \file
/// Calls across the C ABI: a refusal or an exception of a rule becomes an Error that names it.

#include <array>
#include <cstdint>
#include <string>

#include <descent/error.h>
#include <descent/plugin.h>

#include "update/host/action.h"
#include "update/host/inside.h"

namespace descent::update {

/// "optimizer 'lion' of plugins/lion.so"; built-in rules have no file.
std::string who_is(const std::string& name, const std::string& file);

/// [any thread] Throws Error: "WHO: cannot WHAT: text of the refusal".
[[noreturn]] void throw_refusal(const std::string& who, const Action& what, descent_status status, const char* text);

/// What a rule of this process, written in another language, raised there: it reaches the caller of the run as it is.
class RaisedByRule : public Error {
public:
    using Error::Error;
};

/// [any thread] Inside a catch block: rethrows whatever came out of a rule as an Error that names it, but RaisedByRule.
[[noreturn]] void rethrow_as_error(const std::string& who, const Action& what);

/// [any thread] Runs `function()`, code of a plugin, and returns what it returns. Throws Error as above where it
/// throws.
template <class Function>
auto run_code_of(const std::string& who, const Action& what, Function&& function) {
    const Inside inside(who, what);  // also while its exception is handled: one that ends a thread ends the process
    try {
        return function();
    } catch (...) {
        rethrow_as_error(who, what);
    }
}

/// [one thread] Runs `function(&message)`, a call into a rule. Throws Error as above. Allocates only when it throws.
template <class Function>
void call(const std::string& who, const Action& what, Function&& function) {
    std::array<char, 1024> text;
    text.front() = text.back() = '\0';
    descent_message message{sizeof(descent_message), DESCENT_ABI_VERSION, text.size(), text.data()};
    const descent_status status = run_code_of(who, what, [&] { return function(&message); });
    text.back() = '\0';  // the rule may not have written it
    if (status != DESCENT_OK) throw_refusal(who, what, status, text.data());
}

}  // namespace descent::update
