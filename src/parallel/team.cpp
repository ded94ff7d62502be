#include "parallel/team.h"

#include <mutex>
#include <utility>
#include <vector>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_reduce.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include "parallel/handover.h"
#include "parallel/machine.h"
#include "parallel/thread_limit.h"

namespace descent::parallel {

namespace {

/// Numbers of result buffers that nobody holds.
class FreeBuffers {
public:
    /// All below `count` are free; allocates only when there were never so many.
    void reset(std::size_t count) {
        free_.clear();
        for (std::size_t i = count; i > 0; --i) free_.push_back(i - 1);
    }
    std::size_t take() {
        const std::lock_guard lock(mutex_);
        const std::size_t buffer = free_.back();
        free_.pop_back();
        return buffer;
    }
    void give_back(std::size_t buffer) {
        const std::lock_guard lock(mutex_);
        free_.push_back(buffer);
    }

private:
    std::mutex mutex_;
    std::vector<std::size_t> free_;
};

}  // namespace

struct Team::Arena {
    explicit Arena(std::size_t threads) : limit(threads), arena(static_cast<int>(threads)) {}

    ThreadLimit limit;
    tbb::task_arena arena;
    FreeBuffers buffers;
};

Team::Team(std::size_t threads, Ranks& ranks) : ranks_(&ranks), size_(threads == 0 ? available_threads() : threads) {
    if (size_ != 1 && !grants_threads(size_ - 1)) size_ = 1;
    if (size_ == 1) return;
    arena_ = std::make_unique<Arena>(size_);
}

Team::~Team() = default;

namespace {

std::size_t current_worker() { return static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()); }

/// What all bodies of one reduction share.
struct Shared {
    Reduction& reduction;
    FreeBuffers& buffers;
    Handover start = {}, results = {};
};

/// What TBB splits and joins: the result of the pieces it was given.
class Body {
public:
    explicit Body(Shared& shared) : shared_(&shared) {}
    Body(Body& other, tbb::split) : shared_(other.shared_) {}

    void operator()(const tbb::blocked_range<std::size_t>& range) {
        const HandoverScope scope(shared_->start, shared_->results);
        buffer_ = shared_->buffers.take();
        shared_->reduction.compute(range.begin(), buffer_, current_worker());
    }
    void join(Body& right) {
        const HandoverScope scope(shared_->results, shared_->results);
        shared_->reduction.join(buffer_, right.buffer_);
        shared_->buffers.give_back(right.buffer_);
    }
    std::size_t buffer() const { return buffer_; }

private:
    Shared* shared_;
    std::size_t buffer_ = 0;
};

/// The same tree on one thread: buffers are a stack.
std::size_t reduce_serially(std::size_t first, std::size_t end, std::size_t buffer, Reduction& reduction) {
    if (end - first == 1) {
        reduction.compute(first, buffer, 0);
        return buffer;
    }
    const std::size_t middle = first + (end - first) / 2;
    reduce_serially(first, middle, buffer, reduction);
    reduce_serially(middle, end, buffer + 1, reduction);
    reduction.join(buffer, buffer + 1);
    return buffer;
}

}  // namespace

void Team::run(std::size_t count, void (*body)(void*, std::size_t, std::size_t), void* context) {
    if (arena_ == nullptr || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) body(context, i, 0);
        return;
    }
    if (shared_tasks_ != nullptr) shared_tasks_->push_back(count);
    Handover start, end;
    const TakeAtEnd results(end);
    start.give();
    arena_->arena.execute([&] {
        tbb::parallel_for(
            tbb::blocked_range<std::size_t>(0, count, 1),
            [&](const tbb::blocked_range<std::size_t>& range) {
                const HandoverScope scope(start, end);
                for (std::size_t i = range.begin(); i != range.end(); ++i) body(context, i, current_worker());
            },
            tbb::simple_partitioner());
    });
}

std::size_t Team::reduce(std::size_t pieces, Reduction& reduction) {
    if (arena_ == nullptr || pieces == 1) return reduce_serially(0, pieces, 0, reduction);
    if (shared_tasks_ != nullptr) shared_tasks_->push_back(pieces);
    arena_->buffers.reset(pieces);
    Shared shared{reduction, arena_->buffers};
    Body total(shared);
    const TakeAtEnd results(shared.results);
    shared.start.give();
    arena_->arena.execute([&] {
        tbb::parallel_deterministic_reduce(tbb::blocked_range<std::size_t>(0, pieces, 1), total,
                                           tbb::simple_partitioner());
    });
    return total.buffer();
}

}  // namespace descent::parallel
