#include "storage/lock_file.h"

#include <descent/error.h>

#include <string_view>
#include <system_error>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::storage {

namespace {

constexpr std::string_view mark = "descent\n";  // in files: never change

/// A full disk takes no mark, and the lock is held all the same.
void write_mark(OutputFile& file) {
    try {
        file.write(as_bytes(mark));
    } catch (const std::system_error&) {
        return;
    }
}

}  // namespace

std::string lock_name(const std::string& path) { return path + ".lock"; }

bool is_lock(std::span<const std::byte> bytes) { return as_text(bytes) == mark; }

LockFile::LockFile(const std::string& path, FileSystem& file_system)
    : name_(lock_name(path)), file_system_(&file_system) {
    try {
        file_ = file_system.open(name_, OpenMode::lock);
        write_mark(*file_);
    } catch (const std::system_error& error) {
        const std::string shown = printable(path, 1000);
        if (error.code() == std::errc::operation_would_block) {
            throw Error(shown + ": another process uses it; wait for its end or choose another path");
        }
        if (error.code() == std::errc::too_many_symbolic_link_levels) {
            throw Error(shown + ": cannot lock: " + printable(name_, 1000) + " is a link; remove it");
        }
        if (error.code() == std::errc::no_such_device_or_address) {
            throw Error(shown + ": cannot lock: " + printable(name_, 1000) + " is a pipe or device; remove it");
        }
        throw Error(shown + ": cannot lock: " + error.code().message());
    }
}

LockFile::~LockFile() {
    try {
        file_system_->remove(name_);  // while it is held: a waiting process then makes a new one
    } catch (const std::exception&) {
        return;  // a lock file that stays is no lock
    }
}

}  // namespace descent::storage
