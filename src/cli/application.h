#pragma once
/// \file
/// The program: which subcommand, and what an exception means to whoever called it.

#include <string>
#include <vector>

namespace descent::cli {

/// Runs the command line (without the program's name) and returns the exit status. Throws nothing.
int run(const std::vector<std::string>& arguments);

}  // namespace descent::cli
