#pragma once
/// \file
/// Which files the options of outputs write, and how a file is known that they wrote before: by its contents.

#include <descent/training.h>

#include <functional>

#include "cli/options/file_use.h"

namespace descent::cli {

FileUse writes_model();
FileUse writes_metrics();
FileUse writes_onnx();
FileUse writes_report();
/// The logs and tables of a study's folder.
FileUse writes_study();
/// The checkpoint and the files beside it. `options`: as they are once all were given; without `resume` one that stands
/// there is not replaced.
FileUse writes_checkpoint(const std::function<const TrainingOptions&()>& options);

}  // namespace descent::cli
