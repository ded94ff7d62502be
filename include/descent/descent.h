#pragma once
/// \file
/// All that users of the library need, in one header. Authors of optimizers want <descent/optimizer.h> instead.
///
///     #include <descent/descent.h>

#include <descent/checkpoint_interval.h>
#include <descent/columns.h>
#include <descent/comparison.h>
#include <descent/dataset.h>
#include <descent/error.h>
#include <descent/evaluation.h>
#include <descent/loss.h>
#include <descent/machine.h>
#include <descent/model.h>
#include <descent/network.h>
#include <descent/observer.h>
#include <descent/registry.h>
#include <descent/schedule.h>
#include <descent/split.h>
#include <descent/study.h>
#include <descent/training.h>
#include <descent/version.h>
