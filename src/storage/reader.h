#pragma once
/// \file
/// Pipes and terminals, whose reader may keep a writer waiting.

#include <chrono>
#include <string_view>

namespace descent::storage {

/// [any thread] Also in a signal handler. Whether `descriptor` takes up to PIPE_BUF bytes within that time, or refuses
/// them at once; a file always does.
bool takes_bytes(int descriptor, std::chrono::milliseconds most) noexcept;

/// [any thread] Also in a signal handler. One write of a short line, unless nobody reads for a second.
void write_or_drop(int descriptor, std::string_view line) noexcept;

}  // namespace descent::storage
