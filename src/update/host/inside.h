#pragma once
/// \file
/// Marks a thread while it runs code of a plugin: what such code does to the whole thread or process is undone or told.
///
///     const Inside inside(who);
///     rule.minimise(...);  // it calls `evaluate` of the host, which begins with:
///     const Outside outside;

#include <string>

#include "base/floating_point_mode.h"

namespace descent::update {

/// [any thread] While it lives, this thread is inside the code of `who`, which must outlive it. At its end the
/// floating-point mode is what it was at the start.
class Inside {
public:
    explicit Inside(const std::string& who) noexcept;
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

private:
    friend class Outside;
    friend const char* whose_code_runs() noexcept;

    const char* who_;
    Inside* outer_;
    FloatingPointMode mode_;
};

/// [any thread] The host's own work that a plugin asks for in a call: while it lives, this thread has the mode that it
/// had before the call, and is in nobody's code. At its end it has the plugin's again.
class Outside {
public:
    Outside() noexcept;
    ~Outside();
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;

private:
    Inside* inner_;
    FloatingPointMode mode_;
};

/// [any thread] Whose code this thread is in, "optimizer 'lion' of lion.so", or null. For the handler of an exit.
const char* whose_code_runs() noexcept;

/// [any thread] Whether code of a plugin has changed the mode of this thread since the last time this was asked.
bool take_change_of_mode() noexcept;

}  // namespace descent::update
