#pragma once
/// \file
/// How many threads TBB may run: one limit for the whole process, which teams share.

#include <cstddef>
#include <string>

namespace descent::parallel {

/// Lets teams be larger than the machine. TBB keeps the smallest of the limits asked for at a time; so one is asked
/// for, that of the largest team alive. [any thread]
class ThreadLimit {
public:
    explicit ThreadLimit(std::size_t threads);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

private:
    std::size_t threads_;
};

/// [any thread] Starts that many threads at once and lets them end: does the system grant them? TBB would only warn,
/// and continue with fewer. A refusal is remembered for `take_refusal`.
bool grants_threads(std::size_t count);

/// [any thread] What the system refused since this was asked last, as a line for people; empty: nothing.
std::string take_refusal();

}  // namespace descent::parallel
