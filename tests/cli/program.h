#pragma once
// Runs the built `descent` as users do, in a folder of its own.

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace descent::test {

/// How the program ended, and what it said.
struct Outcome {
    int status = -1;  ///< exit status; -1 when a signal killed it
    int signal = 0;
    std::string out;
    std::string err;

    /// Lines of standard error.
    std::size_t error_lines() const;
};

/// What the system grants to a program; 0: as much as to the test.
struct Limits {
    std::uint64_t file_size = 0;
    std::uint64_t memory = 0;
    std::uint64_t processes = 0;  ///< threads included, as a user of no other process
    std::string output = {};      ///< a device in the place of the pipe to standard output
    bool terminal = false;        ///< standard error is a terminal
    bool closed = false;          ///< it has neither standard input nor output nor error
    std::string input = {};       ///< a file of its folder that stands on its standard input
    bool other_program = false;   ///< the first argument is the program, found as a shell finds it
};

/// A program that runs; killed when it goes out of scope.
class Program {
public:
    using Environment = std::map<std::string, std::string>;
    using Limits = test::Limits;

    /// `descent ARGUMENTS` with that working folder; `environment` is added to the test's own.
    Program(const std::vector<std::string>& arguments, const std::string& folder, const Environment& environment = {},
            const Limits& limits = {});
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program();

    pid_t process() const { return process_; }
    void send(int signal) const;
    /// At its terminal.
    void type(const std::string& keys) const;
    /// Waits until it has begun and handles that signal; false when it ended before.
    bool wait_until_it_handles(int signal) const;
    /// Waits until it has written so many lines to standard error; false when it ended before.
    bool wait_for_lines(std::size_t count);
    /// Closes our end of its standard output, as `head` does.
    void close_output();
    /// Waits for its end.
    Outcome wait();

private:
    pid_t process_ = -1;
    int out_ = -1;
    int err_ = -1;
    Outcome outcome_;
};

Outcome run_descent(const std::vector<std::string>& arguments, const std::string& folder,
                    const Program::Environment& environment = {}, const Program::Limits& limits = {});

/// Waits until its writer, who has more to write, writes no more. Each of its pages ends with a line, so nobody knows
/// how much fits.
void wait_until_full(int pipe);

/// "train --data x.csv": words between spaces.
std::vector<std::string> words(const std::string& line);

}  // namespace descent::test
