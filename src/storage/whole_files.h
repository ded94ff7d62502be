#pragma once
/// \file
/// Files as a whole: read at once, and written entirely or not at all.
///
/// Contract: after `write_whole`, or after it failed, or after a power cut inside it, the path holds the old bytes or
/// the new ones, never a mixture; when it returned, the new ones outlive a power cut. [any thread], on one path one
/// thread at a time.
///
///     storage::write_whole("model.safetensors", bytes);
///     const storage::FileBytes file = storage::map_file("model.safetensors");

#include <descent/error.h>

#include <optional>
#include <string_view>
#include <system_error>

#include "storage/file_system.h"

namespace descent::storage {

/// A file that could not be written because the disk, or the user's share of it, is full.
class NoRoom : public Error {
public:
    using Error::Error;
};

/// Whether the disk, or the user's share of it, is full.
bool is_want_of_room(const std::system_error& error);

/// Throws "WHAT: REASON": NoRoom where room is all that is missing, Error otherwise.
[[noreturn]] void fail_to_write(const std::string& what, const std::system_error& error);

/// The bytes of a regular file, which may be empty. Throws InputError when it is missing, unreadable or no file.
FileBytes map_file(const std::string& path, FileSystem& file_system = real_file_system());

/// The same, or nothing when there is no file of that name.
std::optional<FileBytes> map_if_exists(const std::string& path, FileSystem& file_system = real_file_system());

/// Gives back the memory of those pages of a mapped file that lie in `part` of its bytes; they are read again when they
/// are used again. Bytes in memory stay.
void release_pages(const FileBytes& file, std::span<const std::byte> part);

/// Whether there is a regular file of that name, readable or not.
bool is_file(const std::string& path);

/// Bytes of a regular file; nothing where there is none.
std::optional<std::uint64_t> file_size(const std::string& path);

/// Replaces the file through a temporary one in the same folder (`PATH.partial-PROCESS-NUMBER`), which is removed when
/// something fails; one that a killed process left goes too. The new file has the permissions and the owner of the old
/// one; where the path is a link, it stays one, and the file that it leads to is replaced. Throws Error with path and
/// reason; NoRoom where room is all that is missing.
void write_whole(const std::string& path, std::span<const std::byte> bytes,
                 FileSystem& file_system = real_file_system());
void write_whole(const std::string& path, std::string_view text, FileSystem& file_system = real_file_system());

/// The same for bytes that come in parts: `produce` hands them to its argument. What it throws itself leaves the old
/// file as well.
void write_whole(const std::string& path, const std::function<void(const WriteBytes&)>& produce,
                 FileSystem& file_system = real_file_system());

/// Throws Error when `write_whole` could not make `path` now: asked before hours of work that end in that file.
void require_writable(const std::string& path, FileSystem& file_system = real_file_system());

/// Throws Error when a file of that path could not be made in its folder; nothing is made to find out.
void require_writable_folder(const std::string& path);

/// Makes a folder and those above it. Throws Error with path and reason.
void make_folder(const std::string& path, FileSystem& file_system = real_file_system());

/// Removes a file; one that is already gone is no error. Throws std::system_error.
void remove_if_there(const std::string& path, FileSystem& file_system);

/// Best effort, while another failure is on its way to the user: what did not fit keeps the room of other files.
void discard(const std::string& path, FileSystem& file_system) noexcept;

/// Writes a first part and returns its length, which is not 0. Throws std::system_error.
std::size_t write_part(OutputFile& file, std::span<const std::byte> bytes);

/// Writes all bytes, in as many parts as the file takes. Throws std::system_error.
void write_all(OutputFile& file, std::span<const std::byte> bytes);

inline std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::byte> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace descent::storage
