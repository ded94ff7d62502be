#pragma once
/// \file
/// Shards of one study, run anywhere, become the study that one machine would have made.

#include <string>
#include <vector>

#include "study/log.h"

namespace descent::study {

/// Joins the logs of the folders in `out`, where no study stands; `command` is the one that does so. Throws InputError,
/// naming the folder, for what is no shard, belongs to another study, was run by another version, stands there twice,
/// or is not run to its end; and when a shard is missing. Paths of the weights are not among the logs of shards.
void merge(const std::vector<std::string>& folders, const std::string& out, const std::vector<std::string>& command);

}  // namespace descent::study
