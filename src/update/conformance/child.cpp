// Every check in a process of its own: a crash is a failed check and not the end.
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include <descent/error.h>

#include "base/text.h"
#include "storage/descriptor.h"
#include "update/conformance/check.h"
#include "update/host/call.h"

namespace descent::update::conformance {
namespace {

pid_t child_process = 0;
int pipe_of_child = -1;

/// The child's report: one byte for the result, then the detail.
[[noreturn]] void report(const Outcome& outcome) {
    if (getpid() != child_process) _exit(1);  // a process that the plugin forked has no word here
    std::string bytes(1, static_cast<char>('0' + static_cast<int>(outcome.result)));
    bytes += outcome.detail.substr(0, 4000);
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = write(pipe_of_child, bytes.data() + written, bytes.size() - written);
        if (count <= 0) _exit(1);
        written += static_cast<std::size_t>(count);
    }
    _exit(0);  // no destructors: they belong to the parent
}

/// Code of a plugin ended the child, with whatever status.
void report_call(const char* call) {
    if (getpid() != child_process) return;
    const char* const who = whose_code_runs();
    report(failed((who == nullptr ? std::string("a thread of a plugin or library") : who) + ": called " + call));
}

extern "C" void report_exit() { report_call("exit()"); }
extern "C" void report_quick_exit() { report_call("quick_exit()"); }

/// What the child writes until it ends; at the end of the time it is killed, which it cannot prevent. A process that a
/// plugin forked may keep the pipe open for longer.
std::string read_until(int pipe, pid_t child, std::chrono::steady_clock::time_point end, bool& in_time) {
    std::string bytes;
    char part[4096];
    const storage::Descriptor ended(
        static_cast<int>(syscall(SYS_pidfd_open, child, 0)));  // poll() ignores one that failed
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd ready[] = {{.fd = pipe, .events = POLLIN, .revents = 0},
                          {.fd = ended.get(), .events = POLLIN, .revents = 0}};
        const int found = poll(ready, std::size(ready), static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (found < 0 && errno == EINTR) continue;
        if (found == 0) {
            in_time = false;
            kill(child, SIGKILL);
            return bytes;
        }
        if (ready[0].revents == 0) return bytes;
        const ssize_t count = read(pipe, part, sizeof(part));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return bytes;
        bytes.append(part, static_cast<std::size_t>(count));
    }
}

std::string how_it_ended(const Subject& subject, int status) {
    const std::string who = who_is(subject.name, subject.registry.info(subject.name).file) + ": its check ";
    if (!WIFSIGNALED(status)) return who + "ended the process with status " + to_text(WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    return who + "crashed with signal " + to_text(signal) + " (" + strsignal(signal) + ")";
}

Outcome run_here(const Check& check, const Subject& subject) {
    Outcome outcome = run(check, subject);
    outcome.detail += (outcome.detail.empty() ? "" : "; ") + std::string("in this process: the system starts no other");
    return outcome;
}

}  // namespace

Outcome run_in_child(const Check& check, const Subject& subject, unsigned seconds) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw Error(std::string("cannot make a pipe: ") + std::strerror(errno));
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
        child_process = getpid();
        pipe_of_child = ends[1];
        std::atexit(report_exit);
        std::at_quick_exit(report_quick_exit);
        report(run(check, subject));
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
    if (!told || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed(how_it_ended(subject, status));
    return {static_cast<Result>(bytes[0] - '0'), bytes.substr(1)};
}

}  // namespace descent::update::conformance
