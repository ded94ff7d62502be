#pragma once
/// \file
/// The threads of a run, and the ways to give them work. The only room that knows TBB.

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

#include "parallel/ranks.h"

namespace descent::parallel {

/// A sum over pieces, done by several threads: what a piece writes and how two results are joined.
class Reduction {
public:
    virtual ~Reduction() = default;
    /// [inside a step] Computes piece `piece` into result buffer `buffer`.
    virtual void compute(std::size_t piece, std::size_t buffer, std::size_t worker) = 0;
    /// [inside a step] Adds what `right` holds to `left`; afterwards `right` is free again.
    virtual void join(std::size_t left, std::size_t right) = 0;
};

/// A group of threads. A team of one never touches TBB. Every thread keeps denormals (the IEEE 754 default).
class Team {
public:
    /// `threads` 0: available_threads() (parallel/machine.h). More than the machine has are allowed; where the
    /// system does not grant them it is a team of one, which `take_refusal` (parallel/thread_limit.h) tells. `ranks`
    /// must outlive it.
    explicit Team(std::size_t threads = 0, Ranks& ranks = one_rank());
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    std::size_t size() const { return size_; }
    /// Those that share the work with this process; each has a team of its own.
    Ranks& ranks() const { return *ranks_; }

    /// [one thread] Calls `body(i, worker)` once for every i in [0, count), on any thread, in any order, worker <
    /// size() telling threads that run at the same time apart; returns when all are done. An exception of a body is
    /// rethrown here.
    template <class Body>
    void for_each(std::size_t count, Body&& body) {
        run(
            count,
            [](void* context, std::size_t i, std::size_t worker) {
                (*static_cast<std::remove_reference_t<Body>*>(context))(i, worker);
            },
            const_cast<void*>(static_cast<const void*>(&body)));
    }

    /// [one thread] Combines `pieces` (a power of two) results by the balanced binary tree, for any number of threads
    /// in the same way. Buffers are numbered below `pieces`; returns the one that holds the total.
    std::size_t reduce(std::size_t pieces, Reduction& reduction);

    /// [one thread] From now on each call that is shared among threads appends its number of tasks; null: no longer.
    void record(std::vector<std::size_t>* shared_tasks) { shared_tasks_ = shared_tasks; }

private:
    struct Arena;
    void run(std::size_t count, void (*body)(void*, std::size_t, std::size_t), void* context);

    Ranks* ranks_;
    std::size_t size_;
    std::unique_ptr<Arena> arena_;
    std::vector<std::size_t>* shared_tasks_ = nullptr;
};

}  // namespace descent::parallel
