#include "storage/append_log.h"

#include <descent/error.h>

#include <algorithm>
#include <ranges>
#include <system_error>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::storage {
namespace {

Error failed_write(const std::string& path, const std::system_error& error) {
    if (error.code() == std::errc::operation_would_block) {
        return Error(printable(path, 1000) + ": another process writes it; wait for its end or choose another path");
    }
    if (error.code() == std::errc::timed_out) {
        return Error(printable(path, 1000) + ": cannot write: its reader takes nothing");
    }
    return Error(printable(path, 1000) + ": cannot write: " + error.code().message());
}

OpenMode mode_of(AppendLog::Start start) {
    switch (start) {
        case AppendLog::Start::fresh: return OpenMode::truncated;
        case AppendLog::Start::alone: return OpenMode::alone;
        case AppendLog::Start::held: return OpenMode::held;
        case AppendLog::Start::keep: return OpenMode::append;
    }
    return OpenMode::append;
}

bool is_held(AppendLog::Start start) { return start == AppendLog::Start::alone || start == AppendLog::Start::held; }

/// What a log holds; nothing where there is no file yet, or a pipe or device, which keeps no lines.
FileBytes content(const std::string& path, FileSystem& file_system) {
    try {
        return file_system.read(path);
    } catch (const InputError&) {
        return {};
    } catch (const std::system_error& error) {
        if (error.code() == std::errc::no_such_file_or_directory) return {};
        throw failed_write(path, error);
    }
}

/// Drops what stands behind the last line break.
void repair(const std::string& path, FileSystem& file_system) {
    const FileBytes file = content(path, file_system);
    const std::string_view text = as_text(file.bytes);
    const std::size_t whole = text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1;
    if (whole < text.size()) write_whole(path, text.substr(0, whole), file_system);
}

}  // namespace

AppendLog::AppendLog(std::string path, Start start, FileSystem& file_system, GivesUp gives_up)
    : path_(std::move(path)),
      again_(is_held(start) ? OpenMode::held : OpenMode::append),
      file_system_(&file_system),
      gives_up_(std::move(gives_up)) {
    if (start == Start::keep) repair(path_, file_system);
    open(mode_of(start));
}

void AppendLog::open(OpenMode mode) {
    try {
        file_ = file_system_->open(path_, mode);
    } catch (const std::system_error& error) {
        throw failed_write(path_, error);
    }
}

void AppendLog::wait_for_reader() {
    constexpr std::chrono::milliseconds between_questions{250};
    while (!file_->takes_bytes(between_questions)) {
        if (gives_up_ && gives_up_()) throw std::system_error(ETIMEDOUT, std::generic_category());
    }
}

void AppendLog::append(std::string_view line) {
    const bool goes_on = inside_a_line_ && !file_->keeps_bytes();  // a pipe is not opened again: that would wait
    if (inside_a_line_ && !goes_on) {
        repair(path_, *file_system_);
        open(again_);  // the repaired file is another one of the same name
    }
    std::string text = goes_on ? "\n" : "";
    text += line;
    text += '\n';
    std::size_t written = 0;
    try {
        inside_a_line_ = true;
        while (written < text.size()) {
            wait_for_reader();
            written += write_part(*file_, as_bytes(text).subspan(written));
        }
        inside_a_line_ = false;
    } catch (const std::system_error& error) {
        inside_a_line_ = written > 0 ? !file_->take_back(written) : goes_on;
        throw failed_write(path_, error);
    }
}

void AppendLog::replace(const std::vector<std::string>& lines) {
    if (!file_->keeps_bytes()) {
        for (const std::string& line : lines) append(line);
        return;
    }
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    write_whole(path_, text, *file_system_);
    open(again_);
    inside_a_line_ = false;
}

std::vector<std::string> AppendLog::take_back(const std::function<bool(std::string_view)>& goes) {
    const FileBytes file = content(path_, *file_system_);
    const std::vector<std::string_view> lines = whole_lines(as_text(file.bytes));
    const auto first = std::ranges::find_if(lines, goes);
    std::size_t kept = 0;
    for (const std::string_view line : std::ranges::subrange(lines.begin(), first)) kept += line.size() + 1;
    std::vector<std::string> cut(first, lines.end());
    if (cut.empty() || !file_->take_back(file.bytes.size() - kept)) return {};
    inside_a_line_ = false;
    return cut;
}

void AppendLog::sync() {
    try {
        file_->sync();
    } catch (const std::system_error& error) {
        throw failed_write(path_, error);
    }
}

std::vector<std::string_view> whole_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

}  // namespace descent::storage
