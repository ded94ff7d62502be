#include "cli/console.h"

#include <descent/error.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace descent::cli {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 16U;

/// 0, or what went wrong.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

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

void Console::print(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= buffer_size) flush();
}

void Console::flush() {
    const int error = write_all(STDOUT_FILENO, buffer_);
    buffer_.clear();
    if (error == EPIPE) throw BrokenPipe{};
    if (error != 0) throw Error("cannot write to standard output: " + std::generic_category().message(error));
}

void Console::message(std::string_view line) {
    const std::lock_guard lock(mutex_);
    show_status("");
    write_all(STDERR_FILENO, worded_(line) + "\n");
}

void Console::error(std::string_view line) {
    message((coloured_ ? "\033[1;31mdescent:\033[0m " : "descent: ") + std::string(line));
}

void Console::status(std::string_view line) {
    const std::lock_guard lock(mutex_);
    show_status(line);
}

void Console::show_status(std::string_view line) {
    if (!is_terminal_ || (line.empty() && !status_shown_)) return;
    status_shown_ = !line.empty();
    write_all(STDERR_FILENO, "\r\033[K" + std::string(line));
}

std::size_t Console::width() const {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace descent::cli
