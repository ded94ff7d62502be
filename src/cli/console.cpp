#include "cli/console.h"

#include <descent/error.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "base/text.h"
#include "cli/signals.h"
#include "storage/reader.h"

namespace descent::cli {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 16U;

/// One that moves its cursor: not an editor's window, nor a line printer.
bool is_terminal() {
    const char* const kind = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && kind != nullptr && *kind != '\0' && std::string_view(kind) != "dumb";
}

/// https://no-color.org: any value but the empty one switches colours off.
bool colours_wanted() {
    const char* const no_colour = std::getenv("NO_COLOR");
    return no_colour == nullptr || *no_colour == '\0';
}

}  // namespace

Console::Console() : is_terminal_(cli::is_terminal()), coloured_(is_terminal_ && colours_wanted()) {}

Console::~Console() { write_all(STDERR_FILENO, note_of_dropped(), Wait::none); }

void Console::print(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= buffer_size) flush();
}

void Console::flush() {
    const int error = write_all(STDOUT_FILENO, buffer_, Wait::until_signal);
    buffer_.clear();
    if (error == EPIPE) throw BrokenPipe{};
    if (error == ETIMEDOUT) return message("standard output takes nothing: results were dropped");
    if (error != 0) throw Error("cannot write to standard output: " + std::generic_category().message(error));
}

/// 0, or what went wrong: ETIMEDOUT when nobody reads. A pipe that is ready takes PIPE_BUF bytes at once; a terminal
/// may have room for less.
int Console::write_all(int descriptor, std::string_view text, Wait wait) {
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

std::string Console::note_of_dropped() const {
    if (dropped_ == 0) return "";
    return to_text(dropped_) + (dropped_ == 1 ? " line was" : " lines were") + " dropped here: nobody read them\n";
}

void Console::say(std::string_view line, Wait wait) {
    const std::lock_guard lock(mutex_);
    const std::string text = (status_shown_ ? "\r\033[K" : "") + note_of_dropped() + worded_(line) + "\n";
    if (write_all(STDERR_FILENO, text, dropped_ > 0 && wait == Wait::moment ? Wait::none : wait) == ETIMEDOUT) {
        ++dropped_;
        return;
    }
    status_shown_ = false;
    dropped_ = 0;
}

void Console::message(std::string_view line) { say(line, Wait::moment); }

void Console::error(std::string_view line) {
    say((coloured_ ? "\033[1;31mdescent:\033[0m " : "descent: ") + std::string(line), Wait::until_signal);
}

void Console::status(std::string_view line) {
    const std::lock_guard lock(mutex_);
    if (!is_terminal_ || (line.empty() && !status_shown_)) return;
    if (write_all(STDERR_FILENO, "\r\033[K" + std::string(line), Wait::none) == 0) status_shown_ = !line.empty();
}

std::size_t Console::width() const {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace descent::cli
