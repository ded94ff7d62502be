#pragma once
/// \file
/// The last line of a process that ends at once, on standard error and in the metrics.

#include <initializer_list>
#include <string_view>

namespace descent::cli {

/// [main thread] From now on. Processes that are forked from this one end as they do.
void speak_for_this_process();
/// [main thread] From now on the process ends without a word: what is to be said was said.
void speak_no_more();
/// [any thread] Also in a signal handler.
bool speaks_for_this_process() noexcept;

/// [any thread] Also in a signal handler: allocates nothing, throws nothing. Says the parts, which begin with
/// "descent: ", as one line, ends the metrics with it and removes what is unfinished. Of several threads one speaks,
/// the others wait for the end. The process must end behind it.
void say_last(std::initializer_list<std::string_view> parts) noexcept;

/// [any thread] The same, and the end with status 1.
[[noreturn]] void end_with(std::initializer_list<std::string_view> parts) noexcept;

/// [any thread] Also in a signal handler. Ends the process; no handler, no destructor runs.
[[noreturn]] void end_process(int status) noexcept;

}  // namespace descent::cli
