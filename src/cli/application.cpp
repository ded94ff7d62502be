#include "cli/application.h"

#include <descent/error.h>
#include <descent/version.h>

#include <algorithm>
#include <new>

#include "base/text.h"
#include "cli/as_typed.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/job.h"
#include "cli/options/parse.h"
#include "cli/signals.h"
#include "parallel/thread_limit.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

bool is_help(const std::string& argument) { return argument == "--help" || argument == "-h"; }

std::unique_ptr<Command> find_command(const std::string& name) {
    std::vector<std::string> names;
    for (auto& command : commands()) {
        if (command->name() == name) return std::move(command);
        names.push_back(command->name());
    }
    throw UsageError(quote(name), "is no subcommand" + did_you_mean(name, names) + " (see 'descent --help')");
}

OptionList options_of(Command& command) {
    OptionList options;
    command.describe(options);
    return options;
}

/// The way out may lie in the training that a model came from.
TypedOptions with_options_of_training(TypedOptions typed) {
    const auto train = find_command("train");
    typed.merge(typed_options(options_of(*train)));
    return typed;
}

void refuse_after(std::size_t most, const std::vector<std::string>& arguments) {
    if (arguments.size() > most) throw UsageError(quote(arguments[most]), "is one argument too many; see --help");
}

Exit help(const std::string& name, Console& console) {
    if (name.empty()) {
        console.print(overview());
    } else {
        const auto command = find_command(name);
        console.print(help_of(*command, options_of(*command)));
    }
    return Exit::done;
}

/// Everything after `--` is an argument, also when it reads like a request for help.
bool wants_help(const std::vector<std::string>& arguments) {
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::any_of(arguments.begin(), end, is_help);
}

Exit run(Command& command, const std::vector<std::string>& arguments, Console& console, parallel::Ranks& ranks) {
    OptionList options = options_of(command);
    const TypedOptions typed = typed_options(options);
    console.word_messages([typed, all = std::optional<TypedOptions>()](std::string_view line) mutable {
        if (line.find(before_hint) == std::string_view::npos) return std::string(line);
        if (!all) all = with_options_of_training(typed);
        return hints_as_typed(line, *all);
    });
    try {
        parse(options, {arguments.begin() + 1, arguments.end()});
        command.called_as(arguments, options);
        command.join_ranks(ranks);
        const Exit status = command.run(console);
        if (const std::string refusal = parallel::take_refusal(); !refusal.empty()) console.message(refusal);
        return status;
    } catch (const UsageError& error) {
        const std::string option = as_typed(error.option(), typed);
        throw UsageError(options.place_of(option) + option, error.problem());
    }
}

Exit dispatch(const std::vector<std::string>& arguments, Console& console, parallel::Ranks& ranks) {
    if (arguments.empty()) throw UsageError("SUBCOMMAND", "is missing (see 'descent --help')");
    const std::string& first = arguments.front();
    const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
    if (is_help(first)) {
        refuse_after(1, arguments);
        return help("", console);
    }
    if (first == "help") {
        refuse_after(2, arguments);
        return help(rest.empty() || is_help(rest.front()) ? "" : rest.front(), console);
    }
    if (first == "--version") {
        refuse_after(1, arguments);
        console.print("descent " + std::string(version) + "\n");
        return Exit::done;
    }
    if (wants_help(rest)) return help(first, console);
    return run(*find_command(first), arguments, console, ranks);
}

int run_in(Job& job, const std::vector<std::string>& arguments, Console& console) {
    const auto failed = [&](const std::string& line, Exit status) { return job.fail(line, static_cast<int>(status)); };
    try {
        const Exit status = dispatch(arguments, console, job.ranks());
        console.flush();
        return job.end(static_cast<int>(status));
    } catch (const BrokenPipe&) {
        return job.end(static_cast<int>(Exit::done));
    } catch (const parallel::Refused& refusal) {
        return job.refuse(refusal);
    } catch (const UsageError& error) {
        return failed(error.what(), Exit::usage);
    } catch (const std::bad_alloc&) {
        return failed(training::memory_refusal(), Exit::failed);
    } catch (const std::exception& error) {
        return failed(printable(error.what(), 2000), Exit::failed);
    }
}

}  // namespace

void Command::join_ranks(parallel::Ranks& ranks) {
    if (ranks.size() == 1) return;
    throw UsageError(quote(name()), "has no work to share among ranks: start it without mpirun");
}

int run(const std::vector<std::string>& arguments) {
    handle_signals();
    Console console;
    try {
        Job job(console);
        return run_in(job, arguments, console);
    } catch (const Error& error) {
        console.error(error.what());
        return static_cast<int>(Exit::failed);
    }
}

}  // namespace descent::cli
