#pragma once
/// \file
/// Median, quartiles (thick) and interval (thin) of each optimizer, one below the other, as a specification for
/// Vega.

#include "report/results.h"

namespace descent::report {

struct IntervalRow {
    std::string optimizer;
    Distribution values;
    std::string tip;  ///< shown beside the pointer
};

/// "gd\nmedian 0.5\n...": what is shown of an interval beside the pointer.
std::string interval_tip(const Standing& standing, const Distribution& values);

/// Those with a finite median, from top to bottom.
Json interval_drawing(const std::vector<IntervalRow>& intervals, const std::string& title, bool logarithmic_when_wide);

}  // namespace descent::report
