#pragma once
/// \file
/// What a killed run leaves beside its checkpoint.

#include <vector>

#include "storage/folder_files.h"

namespace descent::training {

/// [any thread] Those among the files of a folder: FILE.next, FILE.history.next and FILE.lock of checkpoints FILE that
/// no run holds. The next run with that checkpoint removes them.
std::vector<storage::FolderFile> checkpoint_leftovers_among(const std::vector<storage::FolderFile>& files);

}  // namespace descent::training
