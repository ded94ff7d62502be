#pragma once
/// \file
/// What the program prints when it cannot continue: one line and exit status 1 instead of a killed process.

namespace descent::cli {

/// From now on, SIGBUS on a mapped file (it was shortened, or its disk failed), an exception that nothing can catch
/// (TBB throws on its own threads when the system grants no more of them) and a plugin that calls exit() end the
/// program with a line about it.
void prepare_last_words();

/// [one thread] Ends the process with that status. Neither handlers of exit() nor destructors of plugins run, which
/// could give it another one.
[[noreturn]] void leave(int status);

}  // namespace descent::cli
