#pragma once
/// \file
/// The checkpoint of a run on disk: one file, those before it, the history of its epochs, and a lock against a second
/// run.
///
///     CheckpointFile file("run.checkpoint", /*keep=*/1, record, layout, file_system);
///     if (auto resumed = file.read(state, notice)) ...
///     file.write(run_id, state, epochs, best);  // PATH is whole at every moment; PATH.previous is the one before

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/file_system.h"
#include "storage/lock_file.h"
#include "training/checkpoint.h"

namespace descent::training {

/// [any thread] All files that a run with this checkpoint writes or removes: it, `keep` before it, the history, the
/// next of both, the lock; where the path is a link, those of the file that it leads to. Throws Error as
/// `storage::target_of`.
std::vector<std::string> checkpoint_files(const std::string& path, std::uint64_t keep = 1);

/// PATH.next, while it is written: always the same name, so that killed runs leave one such file at most. The lock
/// keeps others away from it.
std::string next_checkpoint(const std::string& file);

/// PATH.previous, and from the second on PATH.previous-2: the checkpoint `age` before the last one.
std::string previous_checkpoint(const std::string& file, std::uint64_t age = 1);

/// What a run resumes with, beside its state.
struct Resumption {
    std::string run_id;
    Best best;
    std::vector<EpochEvent> past;  ///< the epochs done
};

class CheckpointFile {
public:
    /// Takes the lock. Throws Error when another run has it, or when the folder cannot be written to.
    CheckpointFile(std::string path, std::uint64_t keep, Json run, const network::Layout& layout,
                   storage::FileSystem& file_system);

    /// Nothing when there is neither PATH nor one of those before it. A kill between two renames may have left only the
    /// latter: the last of them is then used, and said. Throws InputError when the file is damaged or of another run. A
    /// history that is lost is said, and the epochs done are then unknown.
    std::optional<Resumption> read(State& state, const std::function<void(const std::string&)>& notice);

    /// Makes PATH the new checkpoint and PATH.previous the old one. `epochs`: those done since the last one; it is
    /// empty once they are in the history. Throws Error; then both are as they were, or PATH.previous is the last good
    /// one.
    void write(const std::string& run_id, const State& state, std::vector<EpochEvent>& epochs, const Best& best);

    /// "run.checkpoint (step 938)", or "none was written".
    std::string last() const;

private:
    std::optional<Resumed> read_from(const std::string& path, State& state);
    std::vector<EpochEvent> read_past(const HistoryMark& mark, const std::function<void(const std::string&)>& notice);
    void replace(const Checkpoint& checkpoint);
    void keep_old_ones();

    std::string path_;  ///< as the user gave it, for messages
    std::string file_;  ///< where it leads to when it is a link
    std::uint64_t keep_;
    Json run_;
    const network::Layout* layout_;
    storage::FileSystem* file_system_;
    storage::LockFile lock_;
    HistoryFile history_;
    std::optional<std::uint64_t> last_step_;
};

}  // namespace descent::training
