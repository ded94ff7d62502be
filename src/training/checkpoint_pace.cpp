#include "training/checkpoint_pace.h"

#include <algorithm>
#include <utility>

namespace descent::training {
namespace {

using Unit = CheckpointInterval::Unit;

constexpr double bytes_per_second = 200e6;  // of a slow disk
constexpr double least_wait = 5;            // seconds of work that nobody misses
constexpr double times_its_cost = 125;      // of training for one of writing: 0.8% of the time

}  // namespace

double CheckpointPace::steady_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

CheckpointPace::CheckpointPace(const CheckpointInterval& every, std::uint64_t bytes, Clock clock)
    : every_(every), clock_(std::move(clock)), cost_(static_cast<double>(bytes) / bytes_per_second), last_(clock_()) {}

double CheckpointPace::wait() const {
    if (every_.unit == Unit::seconds) return static_cast<double>(every_.count);
    return std::max(least_wait, times_its_cost * cost_);
}

bool CheckpointPace::due(const Position& at, bool epoch_ended) const {
    if (every_.unit == Unit::epochs) return epoch_ended && at.epoch % every_.count == 0;
    if (every_.unit == Unit::steps) return at.step % every_.count == 0;
    return clock_() - last_ >= wait();
}

void CheckpointPace::end() {
    last_ = clock_();
    cost_ = last_ - begun_;
}

}  // namespace descent::training
