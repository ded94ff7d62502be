#pragma once
/// \file
/// The words of a study that every definition of a figure speaks in.

#include "study/configuration.h"
#include "study/quantile.h"
#include "study/score.h"
#include "study/study.h"

namespace descent::report {

using study::baseline_of;
using study::best_of;
using study::better;
using study::Configuration;
using study::configurations;
using study::CurvePoint;
using study::Outcome;
using study::quantile;
using study::setting;
using study::Settings;
using study::Study;
using study::StudyProblem;
using study::test_score;
using study::tolerated;
using study::TrialRecord;
using study::validation_of;
using study::validation_score;
using study::worst;

}  // namespace descent::report
