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

bool is_checkpoint(const std::string& path) {
    try {
        const auto file = storage::map_if_exists(path);
        return file && begins_as_checkpoint(file->bytes);
    } catch (const InputError&) {
        return false;
    }
}

bool is_empty(const std::string& path) { return storage::file_size(path) == 0; }

/// A run that is killed in its first checkpoint may leave an empty one and its lock alone.
bool began_its_first(const std::string& checkpoint) {
    return is_empty(next_checkpoint(checkpoint)) && is_empty(storage::lock_name(checkpoint));
}

/// Other programs have files that end so, too.
bool is_of_a_run(const std::string& checkpoint) {
    const std::string ones[] = {checkpoint, previous_checkpoint(checkpoint), next_checkpoint(checkpoint)};
    return std::ranges::any_of(ones, is_checkpoint) || began_its_first(checkpoint);
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
