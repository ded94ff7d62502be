// Every check in a process of its own: a crash is a failed check and not the end.
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include <descent/error.h>

#include "base/text.h"
#include "update/conformance/check.h"
#include "update/host/inside.h"

namespace descent::update::conformance {
namespace {

/// The child's report: one byte for the result, then the detail.
[[noreturn]] void report(int pipe, const Outcome& outcome) {
    std::string bytes(1, static_cast<char>('0' + static_cast<int>(outcome.result)));
    bytes += outcome.detail.substr(0, 4000);
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = write(pipe, bytes.data() + written, bytes.size() - written);
        if (count <= 0) _exit(1);
        written += static_cast<std::size_t>(count);
    }
    _exit(0);  // no destructors: they belong to the parent
}

int pipe_of_child = -1;

/// Code of a plugin called exit() in the child, with whatever status.
extern "C" void report_exit() {
    const char* const who = whose_code_runs();
    report(pipe_of_child,
           failed(std::string(who == nullptr ? "a thread of a plugin or library" : who) + ": called exit()"));
}

/// What the child writes until it ends; at the end of the time it is killed, which it cannot prevent.
std::string read_until(int pipe, pid_t child, std::chrono::steady_clock::time_point end, bool& in_time) {
    std::string bytes;
    char part[4096];
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd ready{.fd = pipe, .events = POLLIN, .revents = 0};
        const int found = poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (found < 0 && errno == EINTR) continue;
        if (found == 0) {
            in_time = false;
            kill(child, SIGKILL);
            return bytes;
        }
        const ssize_t count = read(pipe, part, sizeof(part));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return bytes;
        bytes.append(part, static_cast<std::size_t>(count));
    }
}

std::string how_it_ended(int status) {
    if (!WIFSIGNALED(status)) return "ended the process with status " + to_text(WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    return "crashed with signal " + to_text(signal) + " (" + strsignal(signal) + ")";
}

Outcome run_here(const Check& check, const Subject& subject) {
    Outcome outcome = run(check, subject);
    outcome.detail += (outcome.detail.empty() ? "" : "; ") + std::string("in this process: the system starts no other");
    return outcome;
}

}  // namespace

Outcome run_in_child(const Check& check, const Subject& subject, unsigned seconds) {
    int ends[2];
    if (pipe(ends) != 0) throw Error(std::string("cannot make a pipe: ") + std::strerror(errno));
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) {
        for (const int end : ends) close(end);
        return run_here(check, subject);
    }
    if (child == 0) {
        close(ends[0]);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
            ::signal(signal, SIG_DFL);  // handlers of this program would speak in the child's name
        }
        prctl(PR_SET_PDEATHSIG, SIGKILL);   // however the parent ends, nothing is left behind
        if (getppid() != parent) _exit(1);  // it ended before that
        pipe_of_child = ends[1];
        std::atexit(report_exit);
        std::at_quick_exit(report_exit);
        report(ends[1], run(check, subject));
    }
    close(ends[1]);
    bool in_time = true;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    const std::string bytes = read_until(ends[0], child, end, in_time);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!in_time) return failed("did not end within " + to_text(seconds) + " seconds");
    const bool told = !bytes.empty() && bytes[0] >= '0' && bytes[0] <= '2';
    if (!told || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed(how_it_ended(status));
    return {static_cast<Result>(bytes[0] - '0'), bytes.substr(1)};
}

}  // namespace descent::update::conformance
