#pragma once
/// \file
/// The threads of a run, and the one way to give them work. The only room that knows TBB.

#include <cstddef>
#include <functional>
#include <memory>

namespace descent::parallel {

/// [any thread] Threads that the affinity mask and the control group's quota allow; at least 1.
std::size_t available_threads();

/// A group of threads. `size() == 1` never touches TBB. Every thread runs with denormals kept (IEEE 754 default).
class Team {
public:
    /// `threads` 0: available_threads().
    explicit Team(std::size_t threads = 0);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    std::size_t size() const { return size_; }

    /// [one thread] Calls `body(i)` once for every i in [0, count), on any thread, in any order; returns when all are
    /// done. An exception of a body is rethrown here.
    void for_each(std::size_t count, const std::function<void(std::size_t)>& body);

private:
    struct Arena;
    std::size_t size_;
    std::unique_ptr<Arena> arena_;
};

}  // namespace descent::parallel
