#pragma once
/// \file
/// Standard input, output and error of a program that was started without them.

namespace descent::storage {

/// Once, before any file is opened: a file would get their numbers, and messages would be written into it. Reading a
/// standard input and writing a standard output that were closed still fail; messages go nowhere.
void reserve_standard_descriptors() noexcept;

/// [one thread] From now on a write to standard output or error fails with EAGAIN where a pipe or terminal has no room;
/// those of other processes wait as before. Without effect where the system does not open them once more.
void unblock_standard_output() noexcept;

}  // namespace descent::storage
