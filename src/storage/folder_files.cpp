#include "storage/folder_files.h"

#include <descent/error.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"

namespace descent::storage {

std::vector<FolderFile> files_in(const std::string& folder) {
    std::vector<FolderFile> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code gone;
        if (!std::filesystem::is_regular_file(entry->symlink_status(gone))) continue;
        const std::uint64_t bytes = entry->file_size(gone);
        const std::filesystem::path& path = entry->path();
        if (!gone) files.push_back({folder == "." ? path.filename().string() : path.string(), bytes});
    }
    if (error) throw Error(printable(folder, 1000) + ": cannot read this folder: " + error.message());
    std::ranges::sort(files, {}, &FolderFile::path);
    return files;
}

}  // namespace descent::storage
