#include "cli/console.h"

#include <descent/error.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/text.h"

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

Console::~Console() {
    if (dropped_ > 0) write_to_errors(note_of_dropped(), Wait::none);
}

void Console::print(std::string_view text) {
    if (!rank_.empty()) return;
    buffer_ += text;
    if (buffer_.size() >= buffer_size) flush();
}

void Console::flush() {
    const int error = write_to_output(buffer_, Wait::until_signal);
    buffer_.clear();
    if (error == EPIPE) throw BrokenPipe{};
    if (error == ETIMEDOUT) return message("standard output takes nothing: results were dropped");
    if (error != 0) throw Error("cannot write to standard output: " + std::generic_category().message(error));
}

std::string Console::note_of_dropped() const {
    if (dropped_ == 0) return "";
    return to_text(dropped_) + (dropped_ == 1 ? " line was" : " lines were") + " dropped here: nobody read them\n";
}

void Console::say(std::string_view line, Wait wait) {
    const std::lock_guard lock(mutex_);
    const Wait patience = dropped_ > 0 && wait == Wait::moment ? Wait::none : wait;
    const auto is_taken = [&](const std::string& text) {
        const bool taken = write_to_errors(std::string(status_shown_ ? clear_line : "") + text, patience) != ETIMEDOUT;
        if (taken) status_shown_ = false;
        return taken;
    };
    if (dropped_ > 0 && is_taken(note_of_dropped())) dropped_ = 0;
    if (dropped_ > 0 || !is_taken(worded_(line) + "\n")) ++dropped_;
}

void Console::message(std::string_view line) {
    if (rank_.empty()) say(line, Wait::moment);
}

void Console::error(std::string_view line) {
    const std::string who = rank_.empty() ? "" : "rank " + rank_ + ": ";
    say((coloured_ ? "\033[1;31mdescent:\033[0m " : "descent: ") + who + std::string(line), Wait::until_signal);
}

void Console::status(std::string_view line) {
    const std::lock_guard lock(mutex_);
    if (!is_terminal_ || !rank_.empty() || (line.empty() && !status_shown_)) return;
    if (write_to_errors(std::string(clear_line) + std::string(line), Wait::none) == 0) status_shown_ = !line.empty();
}

std::size_t Console::width() const {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace descent::cli
