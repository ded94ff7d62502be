#pragma once
/// \file
/// What a comparison says while it runs, in the program and in Python.

#include <descent/comparison.h>

#include <string>
#include <string_view>

namespace descent::contest {

/// "tuning", "final runs"
std::string phase_name(Phase phase);

/// A phase of `total` trials begins, of which `done` are known already.
std::string phase_line(Phase phase, std::size_t total, std::size_t done);

/// A trial failed; printable.
std::string failure_line(const Trial& trial, std::string_view message);

}  // namespace descent::contest
