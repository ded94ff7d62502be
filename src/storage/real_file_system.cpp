#include <descent/error.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <filesystem>

#include "storage/descriptor.h"
#include "storage/file_system.h"
#include "storage/leftovers.h"
#include "storage/real_output_file.h"
#include "storage/whole_files.h"

namespace descent::storage {
namespace {

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
    const auto memory = std::make_shared_for_overwrite<std::byte[]>(size);
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
        return open_output(path, mode);
    }

    std::unique_ptr<OutputFile> open_in_place_of(const std::string& old, const std::string& path) override {
        return open_output_in_place_of(old, path);
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
