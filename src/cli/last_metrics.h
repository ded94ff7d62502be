#pragma once
/// \file
/// The last line of the metrics of a process that ends at once: by a plugin's exit(), by data that is gone, by a crash,
/// by a second signal.

#include <string_view>

namespace descent::cli {

/// [any thread] Also in a signal handler: allocates nothing, throws nothing. `reason` as in a "done" line; the message
/// is cut, and what JSON would have to escape is replaced. The process must end behind it.
void end_metrics(std::string_view reason, std::string_view message) noexcept;

}  // namespace descent::cli
