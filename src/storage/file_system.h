#pragma once
/// \file
/// The one seam to the file system: eight operations, which a test replaces by ones that fail or forget.
///
/// Contract: operations throw std::system_error with the code of the failure; the functions of this room that are
/// built on them turn it into Error or InputError with path and reason. Paths are used as given. [any thread], but
/// one OutputFile is used by one thread at a time.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace descent::storage {

/// The bytes of a file, in memory or mapped, as long as `owner` lives. Never written to.
struct FileBytes {
    std::shared_ptr<const void> owner;
    std::span<const std::byte> bytes;
    std::string path;  ///< as the user gave it, for messages
    bool is_mapped = false;
};

enum class OpenMode {
    fresh,      ///< must not exist yet
    truncated,  ///< made, or emptied
    append,     ///< made, or kept and written at its end
    alone,      ///< made, or emptied once no other process holds it, and held; throws with EWOULDBLOCK; a device is not
                ///< held
    held,       ///< the same, but kept and written at its end
    lock,       ///< made, and held exclusively until closed; throws with EWOULDBLOCK when another holds it
};

/// A file that is open for writing; the destructor closes it.
class OutputFile {
public:
    virtual ~OutputFile() = default;
    /// Operation 1: writes a first part of `bytes`, at least one byte, and returns its length.
    virtual std::size_t write(std::span<const std::byte> bytes) = 0;
    /// Whether `write` need not wait longer than that for the reader of a pipe or device.
    virtual bool takes_bytes(std::chrono::milliseconds /*most*/) { return true; }
    /// Whether what was written stays: not in a pipe or device.
    virtual bool keeps_bytes() const { return true; }
    /// Takes back the last bytes that were written, where that is possible: a file that is no pipe or device.
    virtual bool take_back(std::size_t /*bytes*/) { return false; }
    /// Operation 2: what was written will outlive a power cut; its name only after `sync_folder`.
    virtual void sync() = 0;
};

/// Takes the next bytes of a file that is too large to be in memory twice.
using WriteBytes = std::function<void(std::span<const std::byte>)>;

class FileSystem {
public:
    virtual ~FileSystem() = default;
    /// Operation 3: a regular file as a whole. Throws InputError for folders, pipes and devices.
    virtual FileBytes read(const std::string& path) = 0;
    /// Operation 4.
    virtual std::unique_ptr<OutputFile> open(const std::string& path, OpenMode mode) = 0;
    /// The same, `fresh`, for what will replace `old`: with its permissions and owner, where there is such a file and
    /// the file system has them.
    virtual std::unique_ptr<OutputFile> open_in_place_of(const std::string& /*old*/, const std::string& path) {
        return open(path, OpenMode::fresh);
    }
    /// Operation 5: replaces `to`, at once, unless it is a folder, pipe or device.
    virtual void rename(const std::string& from, const std::string& to) = 0;
    /// Operation 6: the names in a folder will outlive a power cut.
    virtual void sync_folder(const std::string& folder) = 0;
    /// Operation 7.
    virtual void remove(const std::string& path) = 0;
    /// Removes what processes that were killed left of `write_whole` of that path; those that others still write stay.
    virtual void remove_leftovers(const std::string& /*path*/) noexcept {}
    /// Operation 8: makes a folder and those above it; no error when it exists.
    virtual void make_folder(const std::string& path) = 0;
};

/// [any thread] The file system of the machine. Files below `mapped_from` bytes are read into memory; larger ones
/// are mapped. A mapped file must not be shortened by others while it is used: the process would get SIGBUS.
FileSystem& real_file_system();
constexpr std::uint64_t mapped_from = std::uint64_t{16} << 20;

/// The folder a path lies in: "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace descent::storage
