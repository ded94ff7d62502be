#pragma once
/// \file
/// The checkpoints of a run: when they are written, and how a run resumes from one.
///
///     Checkpoints checkpoints(request, record, layout);
///     if (auto resumed = checkpoints.read(state, length)) ...
///     checkpoints.add(event);                      // an epoch was done
///     checkpoints.write(state, best);              // nothing when the run has no checkpoint file

#include <optional>
#include <string>
#include <vector>

#include "training/checkpoint_file.h"
#include "training/length.h"
#include "training/request.h"

namespace descent::training {

class Checkpoints {
public:
    /// Takes the file's lock when the run has one. Throws Error when another run has it or its folder cannot be
    /// written.
    Checkpoints(const Request& request, const network::Layout& layout);

    /// Nothing unless the run shall resume and there is a file. Throws InputError when it is damaged, or of another
    /// run, UsageError when it has done more epochs or steps than are asked for.
    std::optional<Resumed> read(State& state, const Length& length);

    /// An epoch was done.
    void add(const EpochEvent& event);
    const std::vector<EpochEvent>& past() const { return past_; }  ///< empty without a file

    /// Is one due after so many epochs?
    bool due(std::uint64_t epochs) const { return epochs % options_.checkpoint_every == 0; }
    /// One that cannot be written does not end the run: it may be the next one that can.
    void write(const State& state, const Best& best);

    /// "run.checkpoint (step 938)", for messages.
    std::string last() const;

private:
    const TrainingOptions& options_;
    Observer& observer_;
    std::optional<CheckpointFile> file_;
    std::vector<EpochEvent> past_;
};

}  // namespace descent::training
