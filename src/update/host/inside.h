#pragma once
/// \file
/// Marks a thread while it runs code of a plugin: what such code does to the whole thread or process is undone or told.
///
///     const Inside inside(who, {"minimise in step", 3});
///     rule.minimise(...);  // it calls `evaluate` of the host, which begins with:
///     const Outside outside;

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/floating_point_mode.h"
#include "update/host/action.h"

namespace descent::update {

/// [any thread] While it lives, this thread is inside the code of `who`, which must outlive it. At its end the
/// floating-point mode is what it was at the start.
class Inside {
public:
    Inside(const std::string& who, const Action& what) noexcept;
    /// On a thread that `who` has started itself: what it makes of that is its own.
    explicit Inside(const std::string& who) noexcept : Inside(who, nullptr) {}
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

private:
    friend class Outside;
    friend const char* whose_code_runs() noexcept;
    friend bool runs_in_a_call() noexcept;

    bool is_call() const { return what_.words != nullptr; }

    const char* who_;
    Action what_;
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

/// [any thread] Is that code in a call of the host's, not on a thread of its own?
bool runs_in_a_call() noexcept;

/// [any thread] Notes that code of `who` has changed something of the whole thread or process: parts of a text such as
/// "how numbers are rounded".
void note_change(std::string_view who, const Action& what, std::initializer_list<std::string_view> changed) noexcept;

/// [any thread] The first change on any thread since this was asked last, "optimizer 'lion' of lion.so: asked to begin
/// step 3, it changed how numbers are rounded"; "" when there was none.
std::string take_change();

}  // namespace descent::update
