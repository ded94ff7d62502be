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

std::string previous_of(const std::string& file) { return file + ".previous"; }
/// Always the same name, so that killed runs leave one such file at most; the lock keeps others away from it.
std::string next_of(const std::string& file) { return file + ".next"; }

/// Of a run that was killed. It is never written through: somebody may have put a link there.
void remove_leftover(const std::string& path, storage::FileSystem& file_system) {
    try {
        file_system.remove(path);
    } catch (const std::system_error& error) {
        if (error.code() != std::errc::no_such_file_or_directory) throw;
    }
}

std::string locked(const std::string& path, storage::FileSystem& file_system) {
    storage::require_writable(path, file_system);
    return path;
}

}  // namespace

std::vector<std::string> checkpoint_files(const std::string& path) {
    const std::string file = storage::target_of(path);
    return {file, previous_of(file), next_of(file), storage::lock_name(file)};
}

CheckpointFile::CheckpointFile(std::string path, Json run, const network::Layout& layout,
                               storage::FileSystem& file_system)
    : path_(std::move(path)),
      file_(storage::target_of(path_)),
      run_(std::move(run)),
      layout_(&layout),
      file_system_(&file_system),
      lock_(locked(file_, file_system), file_system) {}

std::optional<Resumed> CheckpointFile::read(State& state, const std::function<void(const std::string&)>& notice) {
    auto resumed = read_from(file_, state);
    if (!resumed) {
        resumed = read_from(previous_of(file_), state);
        if (resumed) {
            notice(printable(path_, 1000) + " is missing: resuming from " + printable(previous_of(file_), 1000));
        }
    }
    if (resumed) last_step_ = state.position.step;
    return resumed;
}

std::optional<Resumed> CheckpointFile::read_from(const std::string& path, State& state) {
    const auto file = storage::map_if_exists(path, *file_system_);
    if (!file) return std::nullopt;
    const auto different = differences(decode_run(file->bytes, path), run_);
    if (!different.empty()) throw InputError(path, "", "the checkpoint of another run: " + join(different, "; "), "");
    return decode_checkpoint(file->bytes, path, *layout_, state);
}

void CheckpointFile::write(const State& state, std::span<const EpochEvent> past, const Best& best) {
    try {
        replace({.run = run_, .state = state, .past = past, .best = best});
    } catch (const std::system_error& error) {
        give_up_next();
        throw Error(printable(path_, 1000) + ": cannot write the checkpoint: " + error.code().message());
    } catch (const std::bad_alloc&) {
        give_up_next();
        throw Error(printable(path_, 1000) + ": cannot write the checkpoint: not enough memory");
    }
    last_step_ = state.position.step;
}

/// What did not fit would keep the room that the model needs.
void CheckpointFile::give_up_next() noexcept {
    try {
        remove_leftover(next_of(file_), *file_system_);
    } catch (const std::exception&) {
        return;  // the first error is the one to tell; the next checkpoint tries again
    }
}

void CheckpointFile::replace(const Checkpoint& checkpoint) {
    {
        remove_leftover(next_of(file_), *file_system_);
        const auto file = file_system_->open_in_place_of(file_, next_of(file_));
        write_checkpoint(checkpoint, *layout_,
                         [&](std::span<const std::byte> bytes) { storage::write_all(*file, bytes); });
        file->sync();
    }
    try {
        file_system_->rename(file_, previous_of(file_));
    } catch (const std::system_error& error) {
        if (error.code() != std::errc::no_such_file_or_directory) throw;  // the first one
    }
    file_system_->rename(next_of(file_), file_);
    file_system_->sync_folder(storage::folder_of(file_));
}

std::string CheckpointFile::last() const {
    return last_step_ ? printable(path_, 1000) + " (step " + to_text(*last_step_) + ")" : "none was written";
}

}  // namespace descent::training
