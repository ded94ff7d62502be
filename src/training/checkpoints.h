#pragma once
/// \file
/// The checkpoints of a run: when they are written, and how a run resumes from one.
///
///     Checkpoints checkpoints(request, record, layout);
///     if (auto resumed = checkpoints.read(state, length)) ...
///     checkpoints.add(event);                      // an epoch was done
///     if (checkpoints.due(position, true)) checkpoints.write(state, best);

#include <optional>
#include <string>
#include <vector>

#include "training/checkpoint_file.h"
#include "training/checkpoint_pace.h"
#include "training/length.h"
#include "training/request.h"

namespace descent::training {

class Checkpoints {
public:
    /// `arenas`: how many of the layout's size its state has. Takes the file's lock when the run has one. Throws Error
    /// when another run has it or its folder cannot be written.
    Checkpoints(const Request& request, const network::Layout& layout, std::size_t arenas);

    /// Nothing unless the run shall resume and there is a file. Throws InputError when it is damaged, or of another
    /// run, UsageError when it has done more epochs or steps than are asked for.
    std::optional<Resumption> read(State& state, const Length& length);

    /// An epoch was done.
    void add(const EpochEvent& event);

    /// Is one due after the step at `at`, which may have ended an epoch?
    bool due(const Position& at, bool epoch_ended) const { return file_ && pace_.due(at, epoch_ended); }
    /// Nothing when the run has no checkpoint file. One that cannot be written does not end the run: it may be the next
    /// one that can.
    void write(const State& state, const Best& best);

    /// 16 hexadecimal digits: drawn, or those of the run that resumes.
    const std::string& run_id() const { return run_id_; }

    /// How many could not be written.
    std::uint64_t failed() const { return failed_; }

    /// "run.checkpoint (step 938)", for messages.
    std::string last() const;

private:
    const TrainingOptions& options_;
    Observer& observer_;
    std::string run_id_;
    std::optional<CheckpointFile> file_;
    CheckpointPace pace_;
    std::uint64_t failed_ = 0;
    std::vector<EpochEvent> unsaved_;  // epochs that no checkpoint has
};

}  // namespace descent::training
