#pragma once
/// \file
/// The functions of the rules that are written in Python, through which the host calls them.

#include <descent/plugin.h>

#include <cstddef>

namespace descent::python {

class PythonRule;

/// Functions that no other rule has now are written into `rule`; the answer is their number. `owner` must stay where it
/// is until it gives them back. Throws Error when none are left. Called with the interpreter lock, as the other.
std::size_t take_functions(const PythonRule& owner, descent_rule& rule);
void give_functions_back(std::size_t number);

}  // namespace descent::python
