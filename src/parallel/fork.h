#pragma once
/// \file
/// What a process does before it forks: threads are not copied, and TBB would wait in the child for those of the
/// parent.

namespace descent::parallel {

/// [one thread] Ends the threads that TBB keeps for the next team, which then starts its own: in this process and in
/// one that is forked from it. False where another thread of the program has used a team: its threads stay, and a
/// team in a forked process works on one thread alone, with the same bits.
bool end_threads();

}  // namespace descent::parallel
