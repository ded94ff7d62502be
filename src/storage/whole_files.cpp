#include "storage/whole_files.h"

#include <descent/error.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <system_error>

#include "base/text.h"
#include "storage/file_identity.h"
#include "storage/leftovers.h"
#include "storage/unfinished_file.h"

namespace descent::storage {
namespace {

Error failure(const std::string& path, const std::string& what, const std::system_error& error) {
    return Error(printable(path, 1000) + ": cannot " + what + ": " + error.code().message());
}

bool is_missing(const std::system_error& error) { return error.code() == std::errc::no_such_file_or_directory; }

using Produce = std::function<void(const WriteBytes&)>;

/// The file stays open, and so held, until it has its name.
std::unique_ptr<OutputFile> write_durably(const std::string& old, const std::string& path, const Produce& produce,
                                          FileSystem& file_system) {
    auto file = file_system.open_in_place_of(old, path);
    try {
        produce([&](std::span<const std::byte> bytes) { write_all(*file, bytes); });
        file->sync();
    } catch (const std::exception&) {
        discard(path, file_system);
        throw;
    }
    return file;
}

}  // namespace

bool is_want_of_room(const std::system_error& error) {
    return error.code().value() == ENOSPC || error.code().value() == EDQUOT;
}

void fail_to_write(const std::string& what, const std::system_error& error) {
    const std::string said = what + ": " + error.code().message();
    if (is_want_of_room(error)) throw NoRoom(said);
    throw Error(said);
}

std::size_t write_part(OutputFile& file, std::span<const std::byte> bytes) {
    const std::size_t part = file.write(bytes);
    if (part == 0) throw std::system_error(EIO, std::generic_category());
    return part;
}

void write_all(OutputFile& file, std::span<const std::byte> bytes) {
    while (!bytes.empty()) bytes = bytes.subspan(write_part(file, bytes));
}

std::optional<FileBytes> map_if_exists(const std::string& path, FileSystem& file_system) {
    try {
        return file_system.read(path);
    } catch (const std::system_error& error) {
        if (is_missing(error)) return std::nullopt;
        throw InputError(path, "", error.code().message(), "a file that can be read");
    }
}

FileBytes map_file(const std::string& path, FileSystem& file_system) {
    if (auto file = map_if_exists(path, file_system)) return std::move(*file);
    throw InputError(path, "", "no file of this name", "a file that can be read");
}

bool is_file(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

std::optional<std::uint64_t> file_size(const std::string& path) {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(path, error);
    return error ? std::nullopt : std::optional(size);
}

void write_whole(const std::string& path, const Produce& produce, FileSystem& file_system) {
    const std::string target = target_of(path);
    const std::string temporary = temporary_name(target);
    const UnfinishedFile mark(temporary);
    file_system.remove_leftovers(target);
    try {
        const auto held = write_durably(target, temporary, produce, file_system);
        try {
            file_system.rename(temporary, target);
        } catch (const std::system_error&) {
            discard(temporary, file_system);
            throw;
        }
        file_system.sync_folder(folder_of(target));
    } catch (const std::system_error& error) {
        fail_to_write(printable(path, 1000) + ": cannot write", error);
    }
}

void write_whole(const std::string& path, std::span<const std::byte> bytes, FileSystem& file_system) {
    write_whole(
        path, [&](const WriteBytes& write) { write(bytes); }, file_system);
}

void write_whole(const std::string& path, std::string_view text, FileSystem& file_system) {
    write_whole(path, as_bytes(text), file_system);
}

void require_writable(const std::string& path, FileSystem& file_system) {
    std::error_code ignored;
    const auto kind = std::filesystem::status(path, ignored).type();
    if (kind != std::filesystem::file_type::not_found && kind != std::filesystem::file_type::none &&
        kind != std::filesystem::file_type::regular) {
        throw Error(printable(path, 1000) +
                    ": cannot write: it is not a regular file; name one, or none that is there yet");
    }
    const std::string target = target_of(path);
    const std::string temporary = temporary_name(target);
    const UnfinishedFile mark(temporary);
    file_system.remove_leftovers(target);
    try {
        file_system.open(temporary, OpenMode::fresh);
        file_system.remove(temporary);
    } catch (const std::system_error& error) {
        throw failure(path, "write", error);
    }
}

void require_writable_folder(const std::string& path) {
    const std::string folder = folder_of(target_of(path));
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0) return;
    throw failure(path, "write", std::system_error(errno, std::generic_category()));
}

void make_folder(const std::string& path, FileSystem& file_system) {
    try {
        file_system.make_folder(path);
    } catch (const std::system_error& error) {
        throw failure(path, "make this folder", error);
    }
}

void remove_if_there(const std::string& path, FileSystem& file_system) {
    try {
        file_system.remove(path);
    } catch (const std::system_error& error) {
        if (!is_missing(error)) throw;
    }
}

void discard(const std::string& path, FileSystem& file_system) noexcept {
    try {
        file_system.remove(path);
    } catch (const std::exception&) {
        return;
    }
}

}  // namespace descent::storage
