#pragma once
/// \file
/// Ctrl-C and SIGTERM: asked for once, the work ends in good order; asked for twice, the program ends at once.

namespace descent::cli {

/// From now on the first SIGINT or SIGTERM is only noted; the second ends the program as if nothing handled it.
/// A closed pipe and a file that became too large are errors of writing, not signals.
void handle_signals();

/// The signal that was noted, or 0.
int noted_signal();

}  // namespace descent::cli
