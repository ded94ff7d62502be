#pragma once
/// \file
/// Threads that the program, a plugin or a library starts: what ends the program on one of them is told as on the
/// first.

namespace descent::cli {

/// [main thread] From now on its handlers of signals have a stack of their own, so that a stack that has overflowed is
/// told. Other threads have one from their start, and those that code of a plugin starts are in that plugin's code.
void give_stack_to_handlers();

}  // namespace descent::cli
