#include "storage/real_output_file.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <climits>

#include "storage/descriptor.h"
#include "storage/reader.h"

namespace descent::storage {
namespace {

bool is_regular(int file) {
    struct stat status {};
    return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

bool is_pipe(int file) {
    struct stat status {};
    return ::fstat(file, &status) == 0 && S_ISFIFO(status.st_mode);
}

class Output : public OutputFile {
public:
    explicit Output(int number) : file_(number), regular_(is_regular(number)) {}

    std::size_t write(std::span<const std::byte> bytes) override {
        const std::size_t part = regular_ ? bytes.size() : std::min<std::size_t>(bytes.size(), PIPE_BUF);
        return static_cast<std::size_t>(retried([&] { return ::write(file_.get(), bytes.data(), part); }));
    }

    bool takes_bytes(std::chrono::milliseconds most) override {
        return regular_ || storage::takes_bytes(file_.get(), most);
    }

    bool keeps_bytes() const override { return regular_; }

    bool take_back(std::size_t bytes) override {
        struct stat status {};
        if (!regular_ || ::fstat(file_.get(), &status) != 0) return false;
        const auto size = static_cast<std::uint64_t>(status.st_size);
        return size >= bytes && ::ftruncate(file_.get(), static_cast<off_t>(size - bytes)) == 0;
    }

    void sync() override {
        if (::fsync(file_.get()) == 0) return;
        if (errno != EINVAL && errno != ENOTSUP && errno != EROFS) fail(errno);  // pipes and terminals cannot
    }

private:
    Descriptor file_;
    bool regular_;
};

/// Only root gives files away: a group that cannot be kept gets no more than all others have.
void take_rights(int file, const struct stat& old) {
    mode_t mode = old.st_mode & 0777;
    if (::fchown(file, old.st_uid, old.st_gid) != 0 && ::fchown(file, static_cast<uid_t>(-1), old.st_gid) != 0) {
        mode &= 0707 | (mode << 3U);
    }
    // A file system without permissions refuses; there all files have the same.
    if (::fchmod(file, mode) != 0 && errno != EPERM && errno != ENOTSUP) fail(errno);
}

/// Tells processes on other machines, which cannot see this one, that the file is being written. Best effort: not every
/// file system has locks.
void hold(int file) { ::flock(file, LOCK_EX | LOCK_NB); }

/// Opens, without waiting for the reader of a pipe, which is refused with ENXIO, until the file that was locked is
/// still the one of that name: its last holder may have removed it.
std::unique_ptr<OutputFile> open_locked(const std::string& path) {
    for (;;) {
        const int number = open_descriptor(path, O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK);
        auto file = std::make_unique<Output>(number);
        if (!file->keeps_bytes()) fail(ENXIO);
        retried([&] { return ::flock(number, LOCK_EX | LOCK_NB); });
        struct stat held {
        }, named{};
        if (::fstat(number, &held) != 0) fail(errno);
        if (::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev)
            return file;
    }
}

/// Emptied, if at all, only once it is held: the lines of another process stay.
std::unique_ptr<OutputFile> open_held(const std::string& path, bool emptied) {
    const int number = open_descriptor(path, O_WRONLY | O_CREAT | O_APPEND);
    auto file = std::make_unique<Output>(number);
    if (!file->keeps_bytes() && !is_pipe(number)) return file;
    if (::flock(number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) fail(errno);  // not every system has locks
    if (emptied && file->keeps_bytes()) retried([&] { return ::ftruncate(number, 0); });
    return file;
}

}  // namespace

std::unique_ptr<OutputFile> open_output(const std::string& path, OpenMode mode) {
    if (mode == OpenMode::lock) return open_locked(path);
    if (mode == OpenMode::alone || mode == OpenMode::held) return open_held(path, mode == OpenMode::alone);
    const int how = mode == OpenMode::fresh ? O_EXCL : mode == OpenMode::truncated ? O_TRUNC | O_APPEND : O_APPEND;
    const int number = open_descriptor(path, O_WRONLY | O_CREAT | how);
    auto file = std::make_unique<Output>(number);
    if (mode == OpenMode::fresh) hold(number);
    return file;
}

std::unique_ptr<OutputFile> open_output_in_place_of(const std::string& old, const std::string& path) {
    struct stat status {};
    if (::stat(old.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return open_output(path, OpenMode::fresh);
    // Nobody else may open it before it has its rights.
    const int number = open_descriptor(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    auto file = std::make_unique<Output>(number);
    hold(number);
    take_rights(number, status);
    return file;
}

}  // namespace descent::storage
