#pragma once
/// \file
/// The subcommands, one a line: names only. A new one adds a line here, one in list.cpp, and its file.

#include <memory>

#include "cli/command.h"

namespace descent::cli {

std::unique_ptr<Command> make_train();
std::unique_ptr<Command> make_evaluate();
std::unique_ptr<Command> make_predict();
std::unique_ptr<Command> make_compare();
std::unique_ptr<Command> make_optimizers();
std::unique_ptr<Command> make_check_optimizer();
std::unique_ptr<Command> make_new_optimizer();
std::unique_ptr<Command> make_check_gradient();
std::unique_ptr<Command> make_info();
std::unique_ptr<Command> make_export();

}  // namespace descent::cli
