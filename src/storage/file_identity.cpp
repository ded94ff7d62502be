#include "storage/file_identity.h"

#include <descent/error.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/text.h"

namespace descent::storage {
namespace {

namespace fs = std::filesystem;

/// As many as Linux follows.
constexpr int most_links = 40;

/// Without links and dots, as far as it exists.
fs::path whole(const std::string& path) {
    std::error_code failed;
    const fs::path named = fs::absolute(target_of(path), failed);  // an empty path cannot be made so
    const fs::path found = fs::weakly_canonical(named, failed);
    return failed ? named.lexically_normal() : found;
}

}  // namespace

std::string target_of(const std::string& path) {
    std::error_code ignored;
    if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) return path;  // /dev/stdout leads to no name
    fs::path at = path;
    for (int links = 0; links <= most_links; ++links) {
        std::error_code failed;
        const fs::path next = fs::read_symlink(at, failed);
        if (failed) return at.string();  // no link
        at = next.is_absolute() ? next : at.parent_path() / next;
    }
    throw Error(printable(path, 1000) + ": its links lead in a circle");
}

std::optional<FileIdentity> identity_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return std::nullopt;
        return FileIdentity{status.st_dev, status.st_ino};
    }
    fs::path at = whole(path);
    fs::path below;
    while (::stat(at.c_str(), &status) != 0 && at.has_relative_path()) {
        below = below.empty() ? at.filename() : at.filename() / below;
        at = at.parent_path();
    }
    return FileIdentity{status.st_dev, status.st_ino, below.string()};
}

}  // namespace descent::storage
