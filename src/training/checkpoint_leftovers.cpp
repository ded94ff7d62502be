#include "training/checkpoint_leftovers.h"

#include <descent/error.h>

#include <algorithm>
#include <optional>

#include "storage/leftovers.h"
#include "storage/lock_file.h"
#include "storage/whole_files.h"
#include "training/checkpoint.h"
#include "training/checkpoint_file.h"

namespace descent::training {
namespace {

/// The checkpoint beside which a file of that name would lie.
std::optional<std::string> checkpoint_of(const std::string& path) {
    for (const std::string& ending : {next_history_name(""), next_checkpoint(""), storage::lock_name("")}) {
        if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
    }
    return std::nullopt;
}

bool holds(const std::string& path, bool (*is_of_the_kind)(std::span<const std::byte>)) {
    try {
        const auto file = storage::map_if_exists(path);
        return file && is_of_the_kind(file->bytes);
    } catch (const InputError&) {
        return false;
    }
}

bool is_checkpoint(const std::string& path) { return holds(path, begins_as_checkpoint); }

/// Other programs have files that end so, too. A run that is killed before its first checkpoint is whole may leave its
/// lock alone.
bool is_of_a_run(const std::string& checkpoint) {
    const std::string ones[] = {checkpoint, previous_checkpoint(checkpoint), next_checkpoint(checkpoint)};
    return std::ranges::any_of(ones, is_checkpoint) || holds(storage::lock_name(checkpoint), storage::is_lock);
}

bool is_running(const std::string& checkpoint) {
    const std::string lock = storage::lock_name(checkpoint);
    return storage::is_file(lock) && !storage::is_abandoned(lock);
}

}  // namespace

std::vector<storage::FolderFile> checkpoint_leftovers_among(const std::vector<storage::FolderFile>& files) {
    std::vector<storage::FolderFile> leftovers;
    for (const storage::FolderFile& file : files) {
        const auto checkpoint = checkpoint_of(file.path);
        if (checkpoint && is_of_a_run(*checkpoint) && !is_running(*checkpoint)) leftovers.push_back(file);
    }
    return leftovers;
}

}  // namespace descent::training
