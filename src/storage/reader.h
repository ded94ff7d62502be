#pragma once
/// \file
/// Pipes and terminals, whose reader may keep a writer waiting.

#include <chrono>

namespace descent::storage {

/// [any thread] Also in a signal handler. Whether `descriptor` takes up to PIPE_BUF bytes within that time, or refuses
/// them at once; a file always does.
bool takes_bytes(int descriptor, std::chrono::milliseconds most) noexcept;

}  // namespace descent::storage
