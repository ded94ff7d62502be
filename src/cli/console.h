#pragma once
/// \file
/// Where a command writes: results to standard output, all else to standard error. Nothing else writes to the terminal.
///
///     console.print("accuracy 0.88\n");
///     console.message("reading iris.csv");

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace descent::cli {

/// Who read standard output has gone: the program ends quietly.
struct BrokenPipe {};

class Console {
public:
    Console();

    /// A part of the result. Throws BrokenPipe, or Error when standard output cannot be written to (a full disk).
    void print(std::string_view text);
    /// Everything printed so far has reached standard output. Throws as `print`.
    void flush();

    /// [any thread] One line for people. Never throws: a run of days does not end because its terminal is gone.
    void message(std::string_view line);
    /// [any thread] "descent: LINE", the prefix in red on a terminal that shows colours.
    void error(std::string_view line);

    /// How lines for people, and errors, are worded from here on: settings as they are typed.
    void word_messages(std::function<std::string(std::string_view)> worded) { worded_ = std::move(worded); }

    /// [any thread] A line that the next `status`, `message` or `error` replaces; an empty one clears it. Terminals
    /// only.
    void status(std::string_view line);
    /// Whether standard error is a terminal that moves its cursor: TERM is neither empty nor "dumb".
    bool is_terminal() const noexcept { return is_terminal_; }
    /// Columns of the terminal; 80 when it does not tell.
    std::size_t width() const;

private:
    void show_status(std::string_view line);

    bool is_terminal_;
    bool coloured_;
    std::mutex mutex_;  // of what stands on the terminal
    bool status_shown_ = false;
    std::function<std::string(std::string_view)> worded_ = [](std::string_view line) { return std::string(line); };
    std::string buffer_;  // of standard output
};

}  // namespace descent::cli
