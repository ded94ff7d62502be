#pragma once
/// \file
/// A comparison on threads of its own, while the calling one looks after signals and progress.

#include <descent/comparison.h>
#include <nanobind/nanobind.h>

#include <functional>
#include <string>
#include <vector>

namespace descent::python {

namespace nb = nanobind;

/// Calls `show(lines, status)` several times a second: what happened since, and where it stands. What Python raises
/// there, KeyboardInterrupt too, ends the comparison in good order and is thrown. Called with the interpreter lock,
/// which is free meanwhile. `notes`: the first lines.
StudyOutcome run_interruptibly(const nb::object& show, std::vector<std::string> notes,
                               const std::function<StudyOutcome(ComparisonObserver&)>& compare);

}  // namespace descent::python
