#include "cli/signals.h"

#include <semaphore.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <string_view>

#include "cli/last_line.h"
#include "cli/last_metrics.h"
#include "cli/output.h"
#include "storage/unfinished_file.h"

namespace descent::cli {
namespace {

// The only mutable globals: a signal handler can reach nothing else.
volatile std::sig_atomic_t noted = 0;
volatile std::sig_atomic_t in_good_order = 0;
volatile std::sig_atomic_t is_silent = 0;
std::atomic<bool> wants_status = false;
static_assert(std::atomic<bool>::is_always_lock_free);
sem_t wishes;  // posted by each USR1

void acknowledge() { write_to_errors("descent: stopping; a second signal ends at once\n", Wait::moment); }

extern "C" void note(int number) {
    const int error = errno;
    if (in_good_order == 0) {
        end_metrics("interrupted", "a signal ended the program at once");
        storage::remove_unfinished_files();
        end_process(128 + number);
    }
    if (noted != 0) {
        end_metrics("interrupted", "a second signal ended the program at once");
        storage::remove_unfinished_files();
        std::signal(number, SIG_DFL);
        std::raise(number);
        return;
    }
    noted = number;
    if (is_silent == 0) acknowledge();
    errno = error;
}

extern "C" void want_status(int) {
    const int error = errno;
    wants_status = true;
    ::sem_post(&wishes);
    errno = error;
}

/// Programs in the background, and those under nohup, are told so to ignore it.
void handle(int number, void (*handler)(int)) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) return;
    action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, number);
    ::sigprocmask(SIG_UNBLOCK, &one, nullptr);  // one that was inherited as blocked would never arrive
}

}  // namespace

void handle_signals() {
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR2, SIGXCPU}) handle(number, note);
    ::sem_init(&wishes, 0, 0);
    handle(SIGUSR1, want_status);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void end_in_good_order() { in_good_order = 1; }

void end_at_once() { in_good_order = 0; }

int noted_signal() { return noted; }

void note_signal(int number) { noted = number; }

void note_signals_silently() { is_silent = 1; }

bool status_wanted() { return wants_status.load(std::memory_order_relaxed) && wants_status.exchange(false); }

void wait_for_wish(std::chrono::milliseconds most) {
    constexpr long thousand = 1000, million = 1'000'000;
    const long milliseconds = std::max<long>(0, most.count());
    timespec end{};
    ::clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += milliseconds / thousand;
    end.tv_nsec += milliseconds % thousand * million;
    if (end.tv_nsec >= thousand * million) {
        ++end.tv_sec;
        end.tv_nsec -= thousand * million;
    }
    ::sem_clockwait(&wishes, CLOCK_MONOTONIC, &end);
}

void end_waiting() { ::sem_post(&wishes); }

}  // namespace descent::cli
