#pragma once
/// \file
/// Which trials a study is made of, in the order in which they are run; and which of them a shard takes.
///
/// A shard takes the optimizers and problems that fall to it as a whole: a final run depends on the tuning of its own
/// optimizer on its own problem alone, so shards need nothing from one another.

#include <optional>
#include <vector>

#include "study/study.h"

namespace descent::study {

/// Whether any optimizer has several settings to be tried. If none has, there is no tuning.
bool is_tuned(const Study& study);

/// Every setting of every optimizer on every problem, seed by seed; none where nothing is tuned.
std::vector<Trial> tuning_trials(const Study& study);

/// The settings that the tuning so far says are best, with seeds that tuning did not use. Of an optimizer that has no
/// best setting: none.
std::vector<Trial> final_trials(const Study& study);

/// Both.
std::vector<Trial> all_trials(const Study& study);

/// Pairs of a problem and an optimizer: a study has at most so many shards that have anything to do.
std::size_t parts_of(const Study& study);

/// Those that fall to the shard: part `i` (problem by problem) falls to shard `i mod of`.
std::vector<Trial> taken_by(const Shard& shard, const Study& study, const std::vector<Trial>& trials);

}  // namespace descent::study
