#pragma once
/// \file
/// The log that gets one more line when the process ends at once, on whatever thread.
///
///     const OpenLog mark("metrics.jsonl");  // until its last line is written

#include <string>
#include <string_view>

namespace descent::storage {

/// [one thread] While it lives, `append_to_open_log` writes to that path. Of several the last one made.
class OpenLog {
public:
    explicit OpenLog(std::string path);
    ~OpenLog();
    OpenLog(const OpenLog&) = delete;
    OpenLog& operator=(const OpenLog&) = delete;

private:
    std::string path_;
};

/// [any thread] Also in a signal handler: allocates nothing, throws nothing, waits for no reader of a pipe. `line` ends
/// in a line break. Nothing without an open log. The process must end behind it.
void append_to_open_log(std::string_view line) noexcept;

}  // namespace descent::storage
