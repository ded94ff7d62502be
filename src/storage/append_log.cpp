#include "storage/append_log.h"

#include <descent/error.h>

#include <system_error>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::storage {
namespace {

Error failed_write(const std::string& path, const std::system_error& error) {
    if (error.code() == std::errc::operation_would_block) {
        return Error(printable(path, 1000) + ": another process writes it; wait for its end or choose another path");
    }
    return Error(printable(path, 1000) + ": cannot write: " + error.code().message());
}

OpenMode mode_of(AppendLog::Start start) {
    using Start = AppendLog::Start;
    return start == Start::fresh ? OpenMode::truncated : start == Start::alone ? OpenMode::alone : OpenMode::append;
}

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

AppendLog::AppendLog(std::string path, Start start, FileSystem& file_system)
    : path_(std::move(path)), file_system_(&file_system) {
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

void AppendLog::append(std::string_view line) {
    if (inside_a_line_) {
        repair(path_, *file_system_);
        open(OpenMode::append);  // the repaired file is another one of the same name
    }
    std::string text(line);
    text += '\n';
    std::size_t written = 0;
    try {
        inside_a_line_ = true;
        while (written < text.size()) written += write_part(*file_, as_bytes(text).subspan(written));
        inside_a_line_ = false;
    } catch (const std::system_error& error) {
        inside_a_line_ = written > 0 && !file_->take_back(written);  // a pipe is not opened again: that would wait
        throw failed_write(path_, error);
    }
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
