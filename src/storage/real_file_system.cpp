#include <descent/error.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/large_memory.h"
#include "storage/file_system.h"
#include "storage/leftovers.h"
#include "storage/whole_files.h"

namespace descent::storage {
namespace {

[[noreturn]] void fail(int code) { throw std::system_error(code, std::generic_category()); }

/// Retries while a signal interrupts.
template <class Call>
auto retried(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    if (result < 0) fail(errno);
    return result;
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(number_); }
    int get() const noexcept { return number_; }

private:
    int number_;
};

int open_descriptor(const std::string& path, int flags, mode_t mode = 0666) {
    if (path.find('\0') != std::string::npos) fail(EINVAL);
    return retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); });
}

struct stat status_of(const Descriptor& file) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) fail(errno);
    return status;
}

std::string kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

FileBytes read_into_memory(const Descriptor& file, std::size_t size, const std::string& path) {
    const auto memory = shared_memory(size);
    std::size_t done = 0;
    while (done < size) {
        const auto part = retried([&] { return ::read(file.get(), memory.get() + done, size - done); });
        if (part == 0) break;  // shortened meanwhile: what is left is the file
        done += static_cast<std::size_t>(part);
    }
    return {memory, {memory.get(), done}, path};
}

FileBytes map(const Descriptor& file, std::size_t size, const std::string& path) {
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (memory == MAP_FAILED) fail(errno);
    const std::shared_ptr<const void> owner(memory, [size](void* mapped) { ::munmap(mapped, size); });
    return {owner, {static_cast<const std::byte*>(memory), size}, path, true};
}

class RealOutputFile : public OutputFile {
public:
    explicit RealOutputFile(int number) : file_(number) {}

    std::size_t write(std::span<const std::byte> bytes) override {
        return static_cast<std::size_t>(retried([&] { return ::write(file_.get(), bytes.data(), bytes.size()); }));
    }

    bool take_back(std::size_t bytes) override {
        struct stat status {};
        const bool regular = ::fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode);
        const auto size = static_cast<std::uint64_t>(status.st_size);
        return regular && size >= bytes && ::ftruncate(file_.get(), static_cast<off_t>(size - bytes)) == 0;
    }

    void sync() override {
        if (::fsync(file_.get()) == 0) return;
        if (errno != EINVAL && errno != ENOTSUP && errno != EROFS) fail(errno);  // pipes and terminals cannot
    }

protected:
    Descriptor file_;
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

/// Opens until the file that was locked is still the one of that name: its last holder may have removed it.
std::unique_ptr<OutputFile> open_locked(const std::string& path) {
    for (;;) {
        const int number = open_descriptor(path, O_CREAT | O_WRONLY | O_NOFOLLOW);
        auto file = std::make_unique<RealOutputFile>(number);
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
    auto file = std::make_unique<RealOutputFile>(number);
    struct stat status {};
    if (::fstat(number, &status) != 0) fail(errno);
    if (!S_ISREG(status.st_mode)) return file;
    if (::flock(number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) fail(errno);  // not every system has locks
    if (emptied) retried([&] { return ::ftruncate(number, 0); });
    return file;
}

class RealFileSystem : public FileSystem {
public:
    FileBytes read(const std::string& path) override {
        const Descriptor file(open_descriptor(path, O_RDONLY | O_NONBLOCK));  // a pipe must not make us wait
        const struct stat status = status_of(file);
        if (!S_ISREG(status.st_mode)) throw InputError(path, "", kind_of(status.st_mode), "a regular file");
        const auto size = static_cast<std::uint64_t>(status.st_size);
        return size < mapped_from ? read_into_memory(file, size, path) : map(file, size, path);
    }

    std::unique_ptr<OutputFile> open(const std::string& path, OpenMode mode) override {
        if (mode == OpenMode::lock) return open_locked(path);
        if (mode == OpenMode::alone || mode == OpenMode::held) return open_held(path, mode == OpenMode::alone);
        const int how = mode == OpenMode::fresh ? O_EXCL : mode == OpenMode::truncated ? O_TRUNC | O_APPEND : O_APPEND;
        const int number = open_descriptor(path, O_WRONLY | O_CREAT | how);
        auto file = std::make_unique<RealOutputFile>(number);
        if (mode == OpenMode::fresh) hold(number);
        return file;
    }

    std::unique_ptr<OutputFile> open_in_place_of(const std::string& old, const std::string& path) override {
        struct stat status {};
        if (::stat(old.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return open(path, OpenMode::fresh);
        // Nobody else may open it before it has its rights.
        const int number = open_descriptor(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
        auto file = std::make_unique<RealOutputFile>(number);
        hold(number);
        take_rights(number, status);
        return file;
    }

    void rename(const std::string& from, const std::string& to) override {
        struct stat status {};
        if (::stat(to.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
            fail(S_ISDIR(status.st_mode) ? EISDIR : EEXIST);
        if (::rename(from.c_str(), to.c_str()) != 0) fail(errno);
    }

    void sync_folder(const std::string& folder) override {
        const Descriptor file(open_descriptor(folder, O_RDONLY | O_DIRECTORY));
        // Some network file systems cannot sync a folder; their rename is durable on its own.
        if (::fsync(file.get()) != 0 && errno != EINVAL && errno != ENOTSUP) fail(errno);
    }

    void remove(const std::string& path) override {
        if (::unlink(path.c_str()) != 0) fail(errno);
    }

    void remove_leftovers(const std::string& path) noexcept override { remove_leftovers_of(path); }

    void make_folder(const std::string& path) override {
        if (std::filesystem::is_directory(path)) return;
        const std::string parent = folder_of(path);
        if (parent != path) make_folder(parent);
        if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) fail(errno);
        if (!std::filesystem::is_directory(path)) fail(ENOTDIR);
        sync_folder(parent);
    }
};

}  // namespace

FileSystem& real_file_system() {
    static RealFileSystem file_system;  // holds nothing: a name for the functions of the machine
    return file_system;
}

std::string folder_of(const std::string& path) {
    std::string trimmed = path;
    while (trimmed.size() > 1 && trimmed.back() == '/') trimmed.pop_back();
    const std::size_t slash = trimmed.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : trimmed.substr(0, slash);
}

void release_pages(const FileBytes& file, std::span<const std::byte> part) {
    if (!file.is_mapped || part.empty()) return;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto first = (reinterpret_cast<std::uintptr_t>(part.data()) + page - 1) / page * page;
    const auto last = reinterpret_cast<std::uintptr_t>(part.data() + part.size()) / page * page;
    if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

}  // namespace descent::storage
