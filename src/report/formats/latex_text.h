#pragma once
/// \file
/// Foreign text in LaTeX.

#include <string>

namespace descent::report {

/// What LaTeX would read as a command is escaped, and what would command a terminal made visible.
std::string latex_text(const std::string& text);

}  // namespace descent::report
