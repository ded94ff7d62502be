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

/// Who wrote a temporary file of `base`, by its name; nothing for any other name.
std::optional<Writer> writer_in(std::string_view name, std::string_view base) {
    if (!name.starts_with(base) || !name.substr(base.size()).starts_with(infix)) return std::nullopt;
    const std::string_view numbers = name.substr(base.size() + infix.size());
    const std::size_t dash = numbers.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto process = parse_number<std::int32_t>(numbers.substr(0, dash));
    const auto number = parse_number<std::uint64_t>(numbers.substr(dash + 1));
    return process && number && *process > 0 ? std::optional<Writer>({*process, *number}) : std::nullopt;
}

bool exists(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

/// Whoever writes it holds it locked.
void remove_unless_held(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return;
    struct stat status {};
    const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    if (regular && ::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
    ::close(file);
}

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
        const std::string base = std::filesystem::path(path).filename().string();
        if (base.empty()) return;
        for (const auto& entry : std::filesystem::directory_iterator(folder_of(path))) {
            const auto writer = writer_in(entry.path().filename().string(), base);
            if (writer && writer->has_ended()) remove_unless_held(entry.path().string());
        }
    } catch (const std::exception&) {
        return;  // whoever writes next tries again
    }
}

}  // namespace descent::storage
