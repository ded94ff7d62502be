#pragma once
/// \file
/// Signals from outside. A command ends at once, with the status that shells give (130 after Ctrl-C). A run in its loop
/// finishes the step under way and ends in good order; asked for twice, it ends at once too.

#include <chrono>

namespace descent::cli {

/// From now on INT, TERM, HUP, USR2 and XCPU end the program with 128 + their number; USR1 asks for a line of status.
/// What was inherited as ignored stays ignored. A closed pipe and a file that became too large are errors of writing,
/// not signals.
void handle_signals();

/// From now on the first of them is only noted, and said on standard error; whoever works in a loop asks for it.
void end_in_good_order();

/// From now on one of them ends the program again: what the run made is kept, and what follows only shows it.
void end_at_once();

/// The signal that was noted, or 0.
int noted_signal();
/// As if the signal had come to this process: another rank has it.
void note_signal(int number);
/// From now on a signal is noted without a word: another rank says it.
void note_signals_silently();

/// [any thread] Whether USR1 came since this was asked last.
bool status_wanted();

/// [any thread] Waits for USR1 or `end_waiting`, so long at most; may return before.
void wait_for_wish(std::chrono::milliseconds most);
/// [any thread]
void end_waiting();

}  // namespace descent::cli
