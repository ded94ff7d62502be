#include "cli/foreign_exits.h"

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

}  // namespace

void explain_foreign_exits() {
    std::atexit(explain_exit);
    std::at_quick_exit(explain_exit);
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
}
#endif
