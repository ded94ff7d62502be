#include "storage/leftovers.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "storage/file_system.h"

namespace descent::storage {
namespace {

constexpr std::string_view infix = ".partial-";

std::atomic<std::uint64_t> next_number = 0;  ///< of this process's temporary files

struct Writer {
    pid_t process;
    std::uint64_t number;

    /// A process of containers often has the number of the one before it.
    bool has_ended() const {
        if (process == ::getpid()) return number >= next_number;
        return ::kill(process, 0) != 0 && errno == ESRCH;
    }
};

struct TemporaryName {
    std::string_view target;  ///< the name of what it was to become
    Writer writer;
};

/// Nothing for any other name.
std::optional<TemporaryName> parse_temporary(std::string_view name) {
    const std::size_t end = name.rfind(infix);
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const std::string_view numbers = name.substr(end + infix.size());
    const std::size_t dash = numbers.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto process = parse_number<std::int32_t>(numbers.substr(0, dash));
    const auto number = parse_number<std::uint64_t>(numbers.substr(dash + 1));
    if (!process || !number || *process <= 0) return std::nullopt;
    return TemporaryName{name.substr(0, end), {*process, *number}};
}

bool exists(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

/// What `work` returns while the file is held; false where another process holds it, or it is no regular file.
template <class Work>
bool while_held(const std::string& path, const Work& work) {
    const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return false;
    struct stat status {};
    const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    const bool done = regular && ::flock(file, LOCK_EX | LOCK_NB) == 0 && work();
    ::close(file);
    return done;
}

void remove_unless_held(const std::string& path) {
    while_held(path, [&] { return ::unlink(path.c_str()) == 0; });
}

std::string name_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

}  // namespace

std::string temporary_name(const std::string& path) {
    const std::string head = path + std::string(infix) + to_text(::getpid()) + "-";
    for (;;) {
        std::string name = head + to_text(next_number.fetch_add(1));
        if (!exists(name)) return name;
    }
}

void remove_leftovers_of(const std::string& path) noexcept {
    try {
        const std::string target = name_of(path);
        if (target.empty()) return;
        for (const auto& entry : std::filesystem::directory_iterator(folder_of(path))) {
            const std::string name = entry.path().filename().string();
            const auto temporary = parse_temporary(name);
            if (temporary && temporary->target == target && temporary->writer.has_ended()) {
                remove_unless_held(entry.path().string());
            }
        }
    } catch (const std::exception&) {
        return;  // whoever writes next tries again
    }
}

std::vector<FolderFile> leftovers_among(const std::vector<FolderFile>& files) {
    std::vector<FolderFile> leftovers;
    for (const FolderFile& file : files) {
        const std::string name = name_of(file.path);
        const auto temporary = parse_temporary(name);
        if (temporary && temporary->writer.has_ended() && is_abandoned(file.path)) leftovers.push_back(file);
    }
    return leftovers;
}

bool is_abandoned(const std::string& path) {
    return while_held(path, [] { return true; });
}

}  // namespace descent::storage
