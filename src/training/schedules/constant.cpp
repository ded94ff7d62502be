// The schedule that leaves the learning rate as it is.

#include "training/schedules/row.h"

namespace descent::training::schedules {
namespace {

/// factor = 1
double factor(const Schedule&, const Progress&) { return 1.0; }

}  // namespace

Row constant() { return {.name = "constant", .example = "constant", .keys = {}, .factor = factor}; }

}  // namespace descent::training::schedules
