#include "cli/last_words.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "cli/fatal_signals.h"
#include "cli/foreign_exits.h"
#include "cli/last_line.h"
#include "update/host/inside.h"

namespace descent::cli {
namespace {

/// Of a plugin on a thread of its own: where the host calls it, the exception is an error of the run.
[[noreturn]] void explain_foreign_exception(const char* who, const char* what) noexcept {
    end_with({"descent: ", who, ": threw an exception that nothing catches (", what, "), which ends the program"});
}

[[noreturn]] void explain_exception() noexcept {
    const auto exception = std::current_exception();
    if (!exception || !speaks_for_this_process()) std::abort();
    const char* const who = update::whose_code_runs();
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception& error) {
        if (who != nullptr) explain_foreign_exception(who, error.what());
        if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
            end_with({"descent: not enough memory for this work"});
        end_with({"descent: ", error.what(), ": a limit of memory or of threads may be reached"});
    } catch (...) {
        if (who != nullptr) explain_foreign_exception(who, "of unknown type");
        end_with({"descent: an exception of an unknown kind"});
    }
}

}  // namespace

void prepare_last_words() {
    std::set_terminate(explain_exception);
    speak_for_this_process();
    explain_foreign_exits();
    explain_fatal_signals();
}

void leave(int status) {
    std::fflush(nullptr);  // what plugins have printed
#ifdef __SANITIZE_ADDRESS__
    __lsan_do_leak_check();  // it would come with the handlers that are passed over
#endif
    end_process(status);
}

}  // namespace descent::cli
