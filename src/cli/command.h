#pragma once
/// \file
/// A subcommand: its options, its help, its work. One file each in commands/, listed in commands/list.cpp.

#include <memory>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/options/option_list.h"
#include "parallel/ranks.h"

namespace descent::cli {

/// The exit status of the program: one of these, or that of a signal.
enum class Exit { done = 0, failed = 1, usage = 2 };

/// Of a program that a signal ended, as shells give it.
constexpr Exit ended_by(int signal) { return static_cast<Exit>(128 + signal); }

class Command {
public:
    virtual ~Command() = default;

    virtual std::string name() const = 0;
    /// What it does, in the list of subcommands: no capital, no full stop.
    virtual std::string summary() const = 0;
    /// Commands that run, one a line, with a comment above each; shown at the end of the help.
    virtual std::string examples() const = 0;
    /// Adds its options, bound to members of the command.
    virtual void describe(OptionList& options) = 0;
    /// What was typed after the program's name, and which options it gave; told before `run`, to commands that use it.
    virtual void called_as(const std::vector<std::string>& /*arguments*/, const OptionList& /*options*/) {}
    /// The ranks that run the same command; told before `run`. Who cannot share its work among several throws
    /// UsageError.
    virtual void join_ranks(parallel::Ranks& ranks);
    /// [one thread] Called once, after the options were parsed into the members.
    virtual Exit run(Console& console) = 0;
};

/// All subcommands, in the order of the help.
std::vector<std::unique_ptr<Command>> commands();

}  // namespace descent::cli
