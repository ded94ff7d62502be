// Every check in a process of its own: a crash is a failed check and not the end.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include <descent/error.h>

#include "base/text.h"
#include "update/conformance/check.h"

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

std::string read_all(int pipe) {
    std::string bytes;
    char part[4096];
    for (ssize_t count = 0; (count = read(pipe, part, sizeof(part))) > 0;)
        bytes.append(part, static_cast<std::size_t>(count));
    return bytes;
}

std::string how_it_ended(int status, unsigned seconds) {
    if (!WIFSIGNALED(status)) return "ended the process with status " + to_text(WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    if (signal == SIGALRM) return "did not end within " + to_text(seconds) + " seconds";
    return "crashed with signal " + to_text(signal) + " (" + strsignal(signal) + ")";
}

}  // namespace

Outcome run_in_child(const Check& check, const Subject& subject, unsigned seconds) {
    int ends[2];
    if (pipe(ends) != 0) throw Error(std::string("cannot make a pipe: ") + std::strerror(errno));
    const pid_t child = fork();
    if (child < 0) throw Error(std::string("cannot start a process: ") + std::strerror(errno));
    if (child == 0) {
        close(ends[0]);
        for (const int signal : {SIGALRM, SIGINT, SIGTERM, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
            ::signal(signal, SIG_DFL);  // handlers of this program would speak in the child's name
        }
        alarm(seconds);
        report(ends[1], run(check, subject));
    }
    close(ends[1]);
    const std::string bytes = read_all(ends[0]);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    const bool told = !bytes.empty() && bytes[0] >= '0' && bytes[0] <= '2';
    if (!told || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed(how_it_ended(status, seconds));
    return {static_cast<Result>(bytes[0] - '0'), bytes.substr(1)};
}

}  // namespace descent::update::conformance
