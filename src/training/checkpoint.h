#pragma once
/// \file
/// A run that can be resumed: its bytes. docs/formats.md, "Checkpoint", has the grammar.
///
/// Contract: what `encode_checkpoint` writes, `decode_checkpoint` reads back to the same bits. Every byte is covered by
/// a checksum; nothing is allocated from a claimed size before it is checked. [any thread]

#include <descent/observer.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "network/layout.h"
#include "training/snapshot.h"

namespace descent::training {

struct Checkpoint {
    Json run;  ///< `run_record`: whose checkpoint it is
    Snapshot state;
    std::vector<EpochEvent> past = {};  ///< the epochs done
    std::uint64_t best_epoch = 0;       ///< 0: none
    double best_loss = 0;
    std::vector<float> best = {};  ///< arena of the best epoch; empty: none
};

/// The whole file.
std::string encode_checkpoint(const Checkpoint& checkpoint, const network::Layout& layout);

/// Whether the bytes begin as those of a checkpoint, whole or cut off.
bool begins_as_checkpoint(std::span<const std::byte> bytes);

/// The run that the bytes belong to. Throws InputError when they are damaged or no checkpoint.
Json decode_run(std::span<const std::byte> bytes, const std::string& path);

/// All of it. `shape` is a Snapshot of the network and the optimizer that resumes: slots are matched by name, and
/// one that is missing or of another size is an InputError.
Checkpoint decode_checkpoint(std::span<const std::byte> bytes, const std::string& path, const network::Layout& layout,
                             Snapshot shape);

}  // namespace descent::training
