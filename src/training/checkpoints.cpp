#include "training/checkpoints.h"

#include <descent/error.h>

#include <random>

#include "base/text.h"
#include "training/run_record.h"

namespace descent::training {
namespace {

/// A shorter run cannot be had from the weights of a longer one.
void refuse_fewer(const Position& at, const Length& length, const std::string& checkpoint) {
    const std::string done = ", and " + quote(checkpoint, 1000) + " has done ";
    if (length.maximum_steps != 0 && at.step > length.maximum_steps) {
        throw UsageError("max_steps",
                         "is " + to_text(length.maximum_steps) + done + to_text(at.step) + " steps: expected no fewer");
    }
    if (at.step > length.steps()) {
        throw UsageError("epochs", "is " + to_text(length.epochs) + done + to_text(at.step) + " steps, " +
                                       to_text(length.steps_per_epoch) + " an epoch: expected no fewer");
    }
}

/// Of the machine's random source, which no result depends on.
std::string drawn_id() {
    std::random_device source;
    return hexadecimal((std::uint64_t{source()} << 32U) | source());
}

}  // namespace

Checkpoints::Checkpoints(const Request& request, const network::Layout& layout, std::size_t arenas)
    : options_(request.options),
      observer_(request.observer),
      run_id_(drawn_id()),
      pace_(options_.checkpoint_every, arenas * layout.size * sizeof(float)) {
    if (options_.checkpoint.empty()) return;
    file_.emplace(options_.checkpoint, options_.keep, run_record(request.workload, options_, request.registry), layout,
                  request.file_system);
}

std::optional<Resumption> Checkpoints::read(State& state, const Length& length) {
    if (!options_.resume) return std::nullopt;
    auto resumed = file_->read(state, [&](const std::string& line) { observer_.notice(line); });
    if (!resumed) return std::nullopt;
    const Position& at = state.position;
    if (at.batch > length.steps_per_epoch || at.step != at.epoch * length.steps_per_epoch + at.batch) {
        throw InputError(
            options_.checkpoint, "position",
            "step " + to_text(at.step) + " as batch " + to_text(at.batch) + " of epoch " + to_text(at.epoch),
            to_text(length.steps_per_epoch) + " batches an epoch");
    }
    refuse_fewer(at, length, options_.checkpoint);
    if (!resumed->run_id.empty()) run_id_ = resumed->run_id;
    return resumed;
}

void Checkpoints::add(const EpochEvent& event) {
    if (file_) unsaved_.push_back(event);
}

void Checkpoints::write(const State& state, const Best& best) {
    if (!file_) return;
    pace_.begin();
    try {
        observer_.checkpoint(options_.checkpoint, [&] { file_->write(run_id_, state, unsaved_, best); });
    } catch (const InputError&) {
        throw;
    } catch (const Error& error) {
        ++failed_;
        observer_.notice(std::string(error.what()) + "; last good checkpoint: " + file_->last());
    }
    pace_.end();
}

std::string Checkpoints::last() const { return file_ ? file_->last() : "none (no checkpoint file was given)"; }

}  // namespace descent::training
