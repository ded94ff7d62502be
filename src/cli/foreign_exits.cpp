#include "cli/foreign_exits.h"

#include <dlfcn.h>
#include <threads.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/last_line.h"
#include "cli/sanitized.h"
#include "update/host/inside.h"

namespace descent::cli {
namespace {

void explain(const char* call) noexcept {
    if (!speaks_for_this_process()) return;
    const char* const who = update::whose_code_runs();
    end_with({"descent: ", who == nullptr ? "a thread of a plugin or library" : who, ": called ", call,
              ", which ends the program; a plugin returns a status instead"});
}

extern "C" void explain_exit() { explain("exit()"); }
extern "C" void explain_quick_exit() { explain("quick_exit()"); }

/// A thread of a plugin's own may end itself; one of the host's that is in its code may not.
[[maybe_unused]] void refuse_end_of_thread(const char* call) noexcept {
    if (!update::runs_in_a_call()) return;
    explain(call);
    end_process(1);
}

/// The function of that name in the C library.
template <class Argument>
[[noreturn, maybe_unused]] void next_of(const char* name, Argument argument) {
    reinterpret_cast<void (*)(Argument)>(::dlsym(RTLD_NEXT, name))(argument);
    __builtin_unreachable();
}

}  // namespace

void explain_foreign_exits() {
    std::atexit(explain_exit);
    std::at_quick_exit(explain_quick_exit);
}

}  // namespace descent::cli

#ifndef DESCENT_SANITIZED
// Those of the C library call no handlers; a plugin finds these before them.
extern "C" {

[[gnu::visibility("default")]] void _exit(int status) {
    descent::cli::explain("_exit()");
    descent::cli::end_process(status);
}

[[gnu::visibility("default")]] void _Exit(int status) noexcept { ::_exit(status); }

[[noreturn, gnu::visibility("default")]] void pthread_exit(void* value) {
    descent::cli::refuse_end_of_thread("pthread_exit()");
    descent::cli::next_of("pthread_exit", value);
}

[[noreturn, gnu::visibility("default")]] void thrd_exit(int result) {
    descent::cli::refuse_end_of_thread("thrd_exit()");
    descent::cli::next_of("thrd_exit", result);
}
}
#endif
