#pragma once
/// \file
/// Whether float32 holds numbers once they are scaled.
///
///     if (!data::fits(x, scaling, input, data.raw_inputs().type)) ...

#include <descent/dataset.h>

namespace descent::data {

/// What two numbers can lie apart in the arithmetic that they are scaled in, and its largest factor.
double largest_of(ElementType type);

/// Whether float32 holds x once it is scaled; no for NaN.
bool fits(double x, const Scaling& scaling, std::size_t input, ElementType type);

}  // namespace descent::data
