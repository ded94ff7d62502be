#pragma once
/// \file
/// Ends of the program that code of a plugin asks for, with its own status and without a word.

namespace descent::cli {

/// From now on exit(), quick_exit(), _exit() and _Exit(), and pthread_exit() and thrd_exit() of a thread of the host's,
/// end the program with status 1 and a line that names the plugin. The program itself ends by `end_process`. Processes
/// that are forked from it end as they do.
void explain_foreign_exits();

}  // namespace descent::cli
