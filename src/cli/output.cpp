#include "cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <climits>
#include <thread>

#include "cli/signals.h"
#include "storage/reader.h"

namespace descent::cli {
namespace {

std::atomic<bool> line_is_open = false;  // on standard error; a signal handler asks, too

/// Takes from `text` what is written. A pipe that is ready takes PIPE_BUF bytes at once; a terminal may have room for
/// less.
int write_all(int descriptor, std::string_view& text, Wait wait) noexcept {
    using Clock = std::chrono::steady_clock;
    const std::chrono::milliseconds moment(wait == Wait::none ? 0 : 1000), before_next_try(10);
    for (auto end = Clock::now() + moment; !text.empty();) {
        const bool ready = storage::takes_bytes(descriptor, moment);
        const ssize_t written =
            ready ? ::write(descriptor, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF)) : 0;
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno != EAGAIN) return errno;
        if (written > 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
            end = Clock::now() + moment;
            continue;
        }
        if (Clock::now() >= end && (wait != Wait::until_signal || noted_signal() != 0)) return ETIMEDOUT;
        if (ready) std::this_thread::sleep_for(before_next_try);
    }
    return 0;
}

}  // namespace

int write_to_output(std::string_view text, Wait wait) noexcept { return write_all(STDOUT_FILENO, text, wait); }

int write_to_errors(std::string_view text, Wait wait) noexcept {
    std::string_view end_of_line = line_is_open && !text.starts_with(clear_line) ? "\n" : "";
    if (const int error = write_all(STDERR_FILENO, end_of_line, wait); error != 0) return error;
    std::string_view rest = text;
    const int error = write_all(STDERR_FILENO, rest, wait);
    const std::string_view taken = text.substr(0, text.size() - rest.size());
    if (!taken.empty()) line_is_open = !taken.ends_with('\n') && !taken.ends_with(clear_line);
    return error;
}

}  // namespace descent::cli
