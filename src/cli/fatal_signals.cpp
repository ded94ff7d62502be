#include "cli/fatal_signals.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <string_view>

#include "cli/last_line.h"
#include "cli/thread_starts.h"
#include "storage/mapped_file_at.h"
#include "update/host/inside.h"

namespace descent::cli {
namespace {

struct FatalSignal {
    int number;
    std::string_view name;
    std::string_view crash;  ///< what the code has done; empty where it has done nothing
};

constexpr FatalSignal fatal_signals[] = {
    {SIGSEGV, "SIGSEGV", "a use of memory that is not its own, or of more stack than there is"},
    {SIGBUS, "SIGBUS", "a use of memory that is not there"},
    {SIGFPE, "SIGFPE", "a division of whole numbers that has no result"},
    {SIGILL, "SIGILL", "an instruction that the processor does not have"},
    {SIGABRT, "SIGABRT", "a call of abort()"},
    {SIGSYS, "SIGSYS", "a system call that is not allowed"},
    {SIGTRAP, "SIGTRAP", "a breakpoint"},
    {SIGQUIT, "SIGQUIT", ""},
    {SIGALRM, "SIGALRM", ""},
    {SIGVTALRM, "SIGVTALRM", ""},
    {SIGPROF, "SIGPROF", ""},
};

struct sigaction of_lost_bytes_before {};

void tell(const FatalSignal& signal, const siginfo_t& info) {
    const bool sent = info.si_code == SI_USER && info.si_pid != ::getpid();
    if (sent || signal.crash.empty()) return say_last({"descent: ended by ", signal.name});
    const char* const who = update::whose_code_runs();
    say_last({"descent: ", who == nullptr ? "the program, or a thread of a plugin or library" : who, ": crashed with ",
              signal.name, ": ", signal.crash});
}

/// The default action once this has returned, with the stack of the crash.
void end_by(int number) {
    std::signal(number, SIG_DFL);
    std::raise(number);
}

extern "C" void explain_crash(int number, siginfo_t* info, void*) {
    if (speaks_for_this_process()) tell(*std::ranges::find(fatal_signals, number, &FatalSignal::number), *info);
    end_by(number);
}

extern "C" void explain_lost_bytes(int number, siginfo_t* info, void*) {
    std::array<char, 600> buffer;
    const std::string_view path = info->si_code > 0 ? storage::mapped_file_at(info->si_addr, buffer) : "";
    if (!path.empty()) {
        end_with({"descent: ", path,
                  ": its bytes are gone: the file was shortened, or its disk failed, while it was in use"});
    }
    if (of_lost_bytes_before.sa_handler == SIG_DFL) return explain_crash(number, info, nullptr);
    ::sigaction(number, &of_lost_bytes_before, nullptr);
    std::raise(number);
}

struct sigaction action_of(void (*handler)(int, siginfo_t*, void*)) {
    struct sigaction action {};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    return action;
}

bool is_default(int number) {
    struct sigaction action {};
    return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_DFL;
}

}  // namespace

void explain_fatal_signals() {
    give_stack_to_handlers();
    for (const FatalSignal& signal : fatal_signals) {
        const struct sigaction action = action_of(explain_crash);
        if (signal.number != SIGBUS && is_default(signal.number)) ::sigaction(signal.number, &action, nullptr);
    }
    const struct sigaction action = action_of(explain_lost_bytes);
    ::sigaction(SIGBUS, &action, &of_lost_bytes_before);
}

}  // namespace descent::cli
