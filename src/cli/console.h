#pragma once
/// \file
/// Where a command writes: results to standard output, all else to standard error. Nothing else writes to the terminal.
///
///     console.print("accuracy 0.88\n");
///     console.message("reading iris.csv");

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "cli/output.h"

namespace descent::cli {

/// Who read standard output has gone: the program ends quietly.
struct BrokenPipe {};

class Console {
public:
    Console();
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    /// A part of the result. Throws BrokenPipe, or Error when standard output cannot be written to (a full disk).
    void print(std::string_view text);
    /// Everything printed so far has reached standard output; what nobody reads after a signal is dropped with a word.
    /// Throws as `print`.
    void flush();

    /// [any thread] One line for people. Never throws: a run of days does not end because its terminal is gone. Nor
    /// does it wait for who reads nothing for a second (a full pipe, Ctrl-S): lines are dropped until they are taken
    /// again, and counted then.
    void message(std::string_view line);
    /// [any thread] "descent: LINE", the prefix in red on a terminal that shows colours. Waits for its reader, unless a
    /// signal asked for the end.
    void error(std::string_view line);

    /// From now on this process is a rank that says nothing but its errors, with its number.
    void speak_for_rank(const std::string& rank) { rank_ = rank; }
    /// [any thread] An error that all ranks have: rank 0 says it.
    void error_of_job(std::string_view line) {
        if (rank_.empty()) error(line);
    }

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
    void say(std::string_view line, Wait wait);
    std::string note_of_dropped() const;

    bool is_terminal_;
    bool coloured_;
    std::string rank_;  // that speaks; empty for one that speaks for all
    std::mutex mutex_;  // of what stands on the terminal
    bool status_shown_ = false;
    std::uint64_t dropped_ = 0;  // lines since one was taken
    std::function<std::string(std::string_view)> worded_ = [](std::string_view line) { return std::string(line); };
    std::string buffer_;  // of standard output
};

}  // namespace descent::cli
