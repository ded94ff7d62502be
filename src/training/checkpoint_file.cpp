#include "training/checkpoint_file.h"

#include <descent/error.h>

#include <new>
#include <system_error>

#include "base/text.h"
#include "storage/file_identity.h"
#include "storage/whole_files.h"
#include "training/run_record.h"

namespace descent::training {
namespace {

/// The first checkpoints have none before them.
void rename_if_there(const std::string& from, const std::string& to, storage::FileSystem& file_system) {
    try {
        file_system.rename(from, to);
    } catch (const std::system_error& error) {
        if (error.code() != std::errc::no_such_file_or_directory) throw;
    }
}

bool is_validated(const JsonReader& run) {
    return run.has("function") || run.object("validation_data").whole("patterns") > 0;
}

std::string locked(const std::string& path, storage::FileSystem& file_system) {
    storage::require_writable(path, file_system);
    return path;
}

}  // namespace

std::string next_checkpoint(const std::string& file) { return file + ".next"; }

std::string previous_checkpoint(const std::string& file, std::uint64_t age) {
    return file + ".previous" + (age == 1 ? "" : "-" + to_text(age));
}

std::vector<std::string> checkpoint_files(const std::string& path, std::uint64_t keep) {
    const std::string file = storage::target_of(path);
    std::vector<std::string> files = {file, history_name(file), next_history_name(file), next_checkpoint(file),
                                      storage::lock_name(file)};
    for (std::uint64_t age = 1; age <= keep; ++age) files.push_back(previous_checkpoint(file, age));
    return files;
}

CheckpointFile::CheckpointFile(std::string path, std::uint64_t keep, Json run, const network::Layout& layout,
                               storage::FileSystem& file_system)
    : path_(std::move(path)),
      file_(storage::target_of(path_)),
      keep_(keep),
      run_(std::move(run)),
      layout_(&layout),
      file_system_(&file_system),
      lock_(locked(file_, file_system), file_system),
      history_(file_, file_system) {}

std::optional<Resumption> CheckpointFile::read(State& state, const std::function<void(const std::string&)>& notice) {
    auto resumed = read_from(file_, state);
    for (std::uint64_t age = 1; !resumed && age <= keep_; ++age) {
        const std::string previous = previous_checkpoint(file_, age);
        resumed = read_from(previous, state);
        if (resumed) notice(printable(path_, 1000) + " is missing: resuming from " + printable(previous, 1000));
    }
    if (!resumed) return std::nullopt;
    last_step_ = state.position.step;
    return Resumption{.run_id = std::move(resumed->run_id),
                      .best = std::move(resumed->best),
                      .past = read_past(resumed->history, notice)};
}

std::vector<EpochEvent> CheckpointFile::read_past(const HistoryMark& mark,
                                                  const std::function<void(const std::string&)>& notice) {
    const JsonReader run(run_, path_);
    auto past = history_.read(mark, run.whole("epochs"), is_validated(run));
    if (past) return std::move(*past);
    notice(printable(history_name(file_), 1000) + " is missing or damaged: the figures of " + to_text(mark.epochs) +
           " epochs are lost, the run goes on");
    return {};
}

std::optional<Resumed> CheckpointFile::read_from(const std::string& path, State& state) {
    const auto file = storage::map_if_exists(path, *file_system_);
    if (!file) return std::nullopt;
    const auto different = differences(decode_run(file->bytes, path), run_);
    if (!different.empty()) throw InputError(path, "", "the checkpoint of another run: " + join(different, "; "), "");
    return decode_checkpoint(file->bytes, path, *layout_, state);
}

void CheckpointFile::write(const std::string& run_id, const State& state, std::vector<EpochEvent>& epochs,
                           const Best& best) {
    try {
        const HistoryMark history = history_.add(epochs);
        epochs.clear();
        replace({.run_id = run_id, .run = run_, .state = state, .history = history, .best = best});
    } catch (const std::system_error& error) {
        storage::discard(next_checkpoint(file_), *file_system_);
        storage::fail_to_write(printable(path_, 1000) + ": cannot write the checkpoint", error);
    } catch (const std::bad_alloc&) {
        storage::discard(next_checkpoint(file_), *file_system_);
        throw Error(printable(path_, 1000) + ": cannot write the checkpoint: not enough memory");
    }
    last_step_ = state.position.step;
}

void CheckpointFile::replace(const Checkpoint& checkpoint) {
    {
        // Of a run that was killed. It is never written through: somebody may have put a link there.
        storage::remove_if_there(next_checkpoint(file_), *file_system_);
        const auto file = file_system_->open_in_place_of(file_, next_checkpoint(file_));
        write_checkpoint(checkpoint, *layout_,
                         [&](std::span<const std::byte> bytes) { storage::write_all(*file, bytes); });
        file->sync();
    }
    keep_old_ones();
    file_system_->rename(next_checkpoint(file_), file_);
    file_system_->sync_folder(storage::folder_of(file_));
}

/// The oldest one first: a kill between two leaves a gap, not a loss.
void CheckpointFile::keep_old_ones() {
    for (std::uint64_t age = keep_; age > 1; --age) {
        rename_if_there(previous_checkpoint(file_, age - 1), previous_checkpoint(file_, age), *file_system_);
    }
    rename_if_there(file_, previous_checkpoint(file_), *file_system_);
}

std::string CheckpointFile::last() const {
    return last_step_ ? printable(path_, 1000) + " (step " + to_text(*last_step_) + ")" : "none was written";
}

}  // namespace descent::training
