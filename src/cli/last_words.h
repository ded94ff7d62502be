#pragma once
/// \file
/// What the program prints when it cannot continue: one line and exit status 1 instead of a killed process.

namespace descent::cli {

/// [main thread] From now on what ends the program at once is told: crashes and other fatal signals, calls of exit()
/// and _exit() by plugins, an exception that nothing can catch (TBB throws on its own threads when the system grants no
/// more of them).
void prepare_last_words();

/// [one thread] Ends the process with that status. Neither handlers of exit() nor destructors of plugins run, which
/// could give it another one.
[[noreturn]] void leave(int status);

}  // namespace descent::cli
