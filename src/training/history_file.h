#pragma once
/// \file
/// The figures of a run's epochs, in a file beside its checkpoint that grows: FILE.history. docs/formats.md has the
/// grammar.
///
/// Contract: what `add` returned outlives a power cut, and a checkpoint that holds its mark reads those rows back, also
/// when later ones were added. The file is of one run: the first `add` of another replaces it. [one thread]
///
///     HistoryFile history("run.checkpoint", file_system);
///     const HistoryMark mark = history.add(events);  // stands in the checkpoint that is written next

#include <descent/observer.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "storage/checksum.h"
#include "storage/file_system.h"

namespace descent::training {

/// A first part of a history.
struct HistoryMark {
    std::uint64_t epochs = 0;  ///< rows
    std::uint64_t hash = 0;    ///< of their bytes; of none where there are none

    bool operator==(const HistoryMark&) const = default;
};

/// FILE.history, and what replaces it.
std::string history_name(const std::string& checkpoint);
std::string next_history_name(const std::string& checkpoint);

/// Whether the bytes begin as a history.
bool begins_as_history(std::span<const std::byte> bytes);

class HistoryFile {
public:
    /// Opens nothing. `checkpoint` is the file beside which it lies, which its permissions follow.
    HistoryFile(std::string checkpoint, storage::FileSystem& file_system);

    /// The rows of `mark`, behind which `add` goes on; nothing when the file does not hold them: then it begins anew.
    /// `epochs` and `validated` as `from_table`.
    std::optional<std::vector<EpochEvent>> read(const HistoryMark& mark, std::uint64_t epochs, bool validated);

    /// Adds rows, which are durable when it returns. Throws std::system_error; then none was added.
    HistoryMark add(std::span<const EpochEvent> events);
    HistoryMark mark() const { return {rows_, rows_ == 0 ? 0 : sum_.value()}; }

private:
    void begin();
    std::span<const std::byte> rows_of(const storage::FileBytes& file, std::uint64_t rows) const;

    std::string checkpoint_;
    std::string path_;
    storage::FileSystem* file_system_;
    std::uint64_t rows_ = 0;
    storage::Checksum sum_;                      // of them
    std::unique_ptr<storage::OutputFile> file_;  // null until the first `add`, and after one that failed
};

}  // namespace descent::training
