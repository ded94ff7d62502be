#include "cli/signals.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string_view>

#include "storage/unfinished_file.h"

namespace descent::cli {
namespace {

// The only mutable globals: a signal handler can reach nothing else.
volatile std::sig_atomic_t noted = 0;
volatile std::sig_atomic_t in_good_order = 0;
volatile std::sig_atomic_t wants_status = 0;

void acknowledge() {
    constexpr std::string_view line = "descent: stopping; a second signal ends at once\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

extern "C" void note(int number) {
    const int error = errno;
    if (in_good_order == 0) {
        storage::remove_unfinished_files();
        ::_exit(128 + number);
    }
    if (noted != 0) {
        std::signal(number, SIG_DFL);
        std::raise(number);
        return;
    }
    noted = number;
    acknowledge();
    errno = error;
}

extern "C" void want_status(int) { wants_status = 1; }

/// Programs in the background, and those under nohup, are told so to ignore it.
void handle(int number, void (*handler)(int)) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) return;
    action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

}  // namespace

void handle_signals() {
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR2, SIGXCPU}) handle(number, note);
    handle(SIGUSR1, want_status);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void end_in_good_order() { in_good_order = 1; }

int noted_signal() { return noted; }

bool status_wanted() {
    if (wants_status == 0) return false;
    wants_status = 0;
    return true;
}

}  // namespace descent::cli
