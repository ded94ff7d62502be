#pragma once
/// \file
/// Tells the thread sanitizer what TBB promises: what is written before a parallel call is seen by its bodies, and what
/// they write is seen after it. The library is not built with the sanitizer, which takes each such handover for a race.
/// In all other builds these functions do nothing.

#ifdef DESCENT_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif

namespace descent::parallel {

/// A synchronisation point; only its address counts.
struct Handover {
    /// Release: what this thread wrote so far is seen by each thread that acquires here later.
    void give() {
#ifdef DESCENT_THREAD_SANITIZER
        __tsan_release(this);
#endif
    }
    void take() {
#ifdef DESCENT_THREAD_SANITIZER
        __tsan_acquire(this);
#endif
    }
};

/// Acquires at the start of a scope what was released at `start`, releases at its end to `end`.
class HandoverScope {
public:
    HandoverScope(Handover& start, Handover& end) : end_(end) { start.take(); }
    HandoverScope(const HandoverScope&) = delete;
    HandoverScope& operator=(const HandoverScope&) = delete;
    ~HandoverScope() { end_.give(); }

private:
    Handover& end_;
};

/// Acquires what bodies released when the parallel call ends, also by an exception.
class TakeAtEnd {
public:
    explicit TakeAtEnd(Handover& handover) : handover_(handover) {}
    TakeAtEnd(const TakeAtEnd&) = delete;
    TakeAtEnd& operator=(const TakeAtEnd&) = delete;
    ~TakeAtEnd() { handover_.take(); }

private:
    Handover& handover_;
};

}  // namespace descent::parallel
