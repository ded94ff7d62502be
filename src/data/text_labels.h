#pragma once
/// \file
/// Classes from an array of texts.

#include <string>
#include <vector>

#include "data/array.h"

namespace descent::data {

/// The classes are the texts that occur, trimmed and named by themselves: sorted by value where all are numbers, else
/// byte by byte. With `class_names` (a model's) each is one of these. The array has one dimension or one column. Throws
/// InputError with the element for a text that is no class: missing, unknown, or no text in its encoding; also for
/// numbers that are not whole and for as many classes as patterns, unless `task` asks for classes.
Dataset::Targets text_classes(const Array& array, const std::vector<std::string>& class_names, Task task);

}  // namespace descent::data
