#pragma once
/// \file
/// A run that can be resumed: its bytes. docs/formats.md, "Checkpoint", has the grammar.
///
/// Contract: what `write_checkpoint` writes, `decode_checkpoint` reads back to the same bits. Every byte is covered by
/// a checksum; nothing is allocated from a claimed size before it is checked. Numbers go to and from the arenas of the
/// run as they lie there: neither takes more than a few MB, beside the best weights that are read. [any thread]

#include <cstddef>
#include <span>
#include <string>

#include "base/json.h"
#include "network/layout.h"
#include "storage/file_system.h"
#include "training/early_stopping.h"
#include "training/history_file.h"
#include "training/state.h"

namespace descent::training {

/// What is written.
struct Checkpoint {
    const std::string& run_id;
    const Json& run;  ///< `run_record`: whose checkpoint it is
    const State& state;
    HistoryMark history;  ///< the epochs done, in the file beside it
    const Best& best;
};

/// The whole file, in parts.
void write_checkpoint(const Checkpoint& checkpoint, const network::Layout& layout, const storage::WriteBytes& write);

/// Whether the bytes begin as those of a checkpoint, whole or cut off.
bool begins_as_checkpoint(std::span<const std::byte> bytes);

/// The run that the bytes belong to. Throws InputError when they are damaged or no checkpoint.
Json decode_run(std::span<const std::byte> bytes, const std::string& path);

/// What is read beside the state.
struct Resumed {
    std::string run_id;  ///< empty in a checkpoint of an earlier version
    HistoryMark history;
    Best best;
};

/// All of it. `state` is that of the run that resumes: slots are matched by name, and one that is missing or of another
/// size is an InputError, after which the state holds anything.
Resumed decode_checkpoint(std::span<const std::byte> bytes, const std::string& path, const network::Layout& layout,
                          State& state);

}  // namespace descent::training
