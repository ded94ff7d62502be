#pragma once
/// \file
/// Signals that end the program at once: crashes, a call of abort(), Ctrl-\.

namespace descent::cli {

/// [main thread] From now on they are said on standard error and in the metrics before the program ends by them, as it
/// would have: with their status, and with a core dump where one is wanted. SIGBUS of a mapped file (it was shortened,
/// or its disk failed) is an error with status 1 instead. Who handles or ignores one already, as sanitizers do, keeps
/// it.
void explain_fatal_signals();

}  // namespace descent::cli
