#pragma once
// Runs the built `descent` as users do, in a folder of its own.

#include <poll.h>
#include <sys/types.h>

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

/// A program that runs; killed when it goes out of scope.
class Program {
public:
    using Environment = std::map<std::string, std::string>;

    /// `descent ARGUMENTS` with that working folder; `environment` is added to the test's own.
    Program(const std::vector<std::string>& arguments, const std::string& folder, const Environment& environment = {});
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program();

    void send(int signal) const;
    /// Closes our end of its standard output, as `head` does.
    void close_output();
    /// Waits for its end.
    Outcome wait();

private:
    pid_t process_ = -1;
    int out_ = -1;
    int err_ = -1;
};

Outcome run_descent(const std::vector<std::string>& arguments, const std::string& folder,
                    const Program::Environment& environment = {});

/// "train --data x.csv": words between spaces.
std::vector<std::string> words(const std::string& line);

}  // namespace descent::test
