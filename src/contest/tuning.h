#pragma once
/// \file
/// Which settings of an optimizer are tried: a grid, random draws, or a quasi-random sequence, in the ranges that the
/// optimizer declares.
///
/// A logarithmic range is declared as wide as the rule makes sense in; the search takes the part of it within a factor
/// of 100 of the default, so that nine points stand half a decade apart and the default is one of them.
///
/// A setting that the user gave with one value is fixed; with several values, it is a dimension of its own and every
/// other point is combined with each of them. Points depend on the protocol and the declared ranges alone, and are
/// rounded to four digits, so that they are the same numbers, and the same text, on every machine.

#include <descent/comparison.h>
#include <descent/registry.h>

#include <string>
#include <vector>

#include "study/trial.h"

namespace descent::contest {

using study::Settings;

/// How far from its default a logarithmic hyper-parameter is searched.
constexpr double search_factor = 100;

/// A hyper-parameter's value at `position` in [0, 1] of its range: linear, logarithmic, or the choice it falls on.
/// Throws UsageError when a logarithmic range does not lie above 0.
std::string value_at(const HyperParameterInfo& parameter, double position);

/// The n-th point (n from 0) of the Halton sequence in `dimensions` bases 2, 3, 5, ...: the digits of n + 1 mirrored
/// about the point (Halton 1960).
std::vector<double> halton(std::size_t n, std::size_t dimensions);

/// The settings to try, at least one. Grid: the largest g with g^d <= budget points in each of d dimensions, from one
/// end of the range to the other (one point: its middle). Random and quasi-random: `budget` points.
/// Throws UsageError for a setting given without a value, or more than 100000 settings.
std::vector<Settings> settings_to_try(const Contestant& contestant, const OptimizerInfo& info,
                                      const Protocol& protocol);

}  // namespace descent::contest
