#include "cli/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace descent::test {
namespace {

const std::string executable = std::string(DESCENT_BINARY_DIR) + "/descent";

struct Pipe {
    int read = -1;
    int write = -1;

    explicit Pipe(bool terminal = false) {
        if (terminal) {
            read = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
            if (::grantpt(read) != 0 || ::unlockpt(read) != 0) throw std::runtime_error("no terminal");
            write = ::open(::ptsname(read), O_RDWR | O_NOCTTY | O_CLOEXEC);
            return;
        }
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        read = ends[0];
        write = ends[1];
    }
};

void limit(int resource, std::uint64_t value) {
    if (value == 0) return;
    const rlimit both{value, value};
    ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

/// Root may have any number of processes: the program becomes one of a user whom nobody else is.
void limit_processes(std::uint64_t value) {
    constexpr uid_t nobody_else = 61234;
    if (value == 0) return;
    limit(RLIMIT_NPROC, value);
    if (::geteuid() == 0 && ::setuid(nobody_else) != 0) ::_exit(126);
}

/// In the child: never returns.
[[noreturn]] void become_descent(const std::vector<std::string>& arguments, const std::string& folder,
                                 const Program::Environment& environment, const Program::Limits& limits, int out,
                                 int err) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    if (!limits.output.empty()) ::dup2(::open(limits.output.c_str(), O_WRONLY), STDOUT_FILENO);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> pointers;
    if (!limits.other_program) pointers.push_back(const_cast<char*>(executable.c_str()));
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    limit(RLIMIT_FSIZE, limits.file_size);
    limit(RLIMIT_AS, limits.memory);
    const bool there = ::chdir(folder.c_str()) == 0;
    if (!limits.input.empty()) ::dup2(::open(limits.input.c_str(), O_RDONLY), STDIN_FILENO);
    if (limits.closed) {
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::close(descriptor);
    }
    limit_processes(limits.processes);
    if (there) ::execvp(pointers.front(), pointers.data());
    ::_exit(127);
}

void close_if_open(int& descriptor) {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
}

/// What both pipes bring until they are closed.
void drain(int& out, int& err, Outcome& outcome) {
    std::array<char, 4096> buffer{};
    while (out >= 0 || err >= 0) {
        std::array<pollfd, 2> polled = {{{out, POLLIN, 0}, {err, POLLIN, 0}}};
        ::poll(polled.data(), polled.size(), -1);
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if (polled[i].revents == 0) continue;
            const ssize_t count = ::read(polled[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                (i == 0 ? outcome.out : outcome.err).append(buffer.data(), static_cast<std::size_t>(count));
            } else {
                close_if_open(i == 0 ? out : err);
            }
        }
    }
}

}  // namespace

std::size_t Outcome::error_lines() const { return static_cast<std::size_t>(std::count(err.begin(), err.end(), '\n')); }

Program::Program(const std::vector<std::string>& arguments, const std::string& folder, const Environment& environment,
                 const Limits& limits) {
    const Pipe out, err(limits.terminal);
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no process");
    if (process_ == 0) become_descent(arguments, folder, environment, limits, out.write, err.write);
    ::close(out.write);
    ::close(err.write);
    out_ = out.read;
    err_ = err.read;
}

Program::~Program() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    close_if_open(out_);
    close_if_open(err_);
}

void Program::send(int signal) const { ::kill(process_, signal); }

void Program::type(const std::string& keys) const {
    if (::write(err_, keys.data(), keys.size()) < 0) throw std::runtime_error("no terminal");
}

bool Program::wait_until_it_handles(int signal) const {
    const std::string place = "/proc/" + std::to_string(process_);
    for (;; ::sched_yield()) {
        std::error_code gone;
        const std::string program = std::filesystem::read_symlink(place + "/exe", gone).filename().string();
        if (gone) return false;
        std::ifstream status(place + "/status");
        std::string word;
        while (status >> word && word != "SigCgt:") continue;
        std::uint64_t caught = 0;
        status >> std::hex >> caught;
        if (program == "descent" && (caught >> (signal - 1) & 1) != 0) return true;
    }
}

void Program::close_output() { close_if_open(out_); }

bool Program::wait_for_lines(std::size_t count) {
    std::array<char, 4096> buffer{};
    while (outcome_.error_lines() < count) {
        const ssize_t length = ::read(err_, buffer.data(), buffer.size());
        if (length < 0 && errno == EINTR) continue;
        if (length <= 0) return false;
        outcome_.err.append(buffer.data(), static_cast<std::size_t>(length));
    }
    return true;
}

Outcome Program::wait() {
    drain(out_, err_, outcome_);
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    if (WIFEXITED(status)) outcome_.status = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) outcome_.signal = WTERMSIG(status);
    return outcome_;
}

Outcome run_descent(const std::vector<std::string>& arguments, const std::string& folder,
                    const Program::Environment& environment, const Program::Limits& limits) {
    return Program(arguments, folder, environment, limits).wait();
}

void wait_until_full(int pipe) {
    for (int before = -1, held = 0; held < 49152 || held != before; ::usleep(100000)) {
        before = held;
        ::ioctl(pipe, FIONREAD, &held);
    }
}

std::vector<std::string> words(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> list;
    for (std::string word; stream >> word;) list.push_back(word);
    return list;
}

}  // namespace descent::test
