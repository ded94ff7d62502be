#pragma once
/// \file
/// The checkpoint of a run on disk: one file, the one before it, and a lock against a second run.
///
///     CheckpointFile file("run.checkpoint", record, layout, file_system);
///     if (auto resumed = file.read(state, notice)) ...
///     file.write(state, past, best);  // PATH is whole at every moment; the one before stays as PATH.previous

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/file_system.h"
#include "storage/lock_file.h"
#include "training/checkpoint.h"

namespace descent::training {

/// [any thread] All files that a run with this checkpoint writes or removes: it, the one before, the next one, the
/// lock; where the path is a link, those of the file that it leads to. Throws Error as `storage::target_of`.
std::vector<std::string> checkpoint_files(const std::string& path);

class CheckpointFile {
public:
    /// Takes the lock. Throws Error when another run has it, or when the folder cannot be written to.
    CheckpointFile(std::string path, Json run, const network::Layout& layout, storage::FileSystem& file_system);

    /// Nothing when there is neither PATH nor PATH.previous. A kill between two renames may have left only the latter,
    /// which is then used, and said. Throws InputError when the file is damaged or of another run.
    std::optional<Resumed> read(State& state, const std::function<void(const std::string&)>& notice);

    /// Makes PATH the new checkpoint and PATH.previous the old one. Throws Error; then both are as they were, or
    /// PATH.previous is the last good one.
    void write(const State& state, std::span<const EpochEvent> past, const Best& best);

    /// "run.checkpoint (step 938)", or "none was written".
    std::string last() const;

private:
    std::optional<Resumed> read_from(const std::string& path, State& state);
    void replace(const Checkpoint& checkpoint);
    void give_up_next() noexcept;

    std::string path_;  ///< as the user gave it, for messages
    std::string file_;  ///< where it leads to when it is a link
    Json run_;
    const network::Layout* layout_;
    storage::FileSystem* file_system_;
    storage::LockFile lock_;
    std::optional<std::uint64_t> last_step_;
};

}  // namespace descent::training
