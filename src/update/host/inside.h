#pragma once
/// \file
/// Marks a thread while it runs code of a plugin: what such code does to the whole thread or process is undone or told.
///
///     const Inside inside(who);
///     rule.update(...);

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
    const char* outer_;
    FloatingPointMode mode_;
};

/// [any thread] Whose code this thread is in, "optimizer 'lion' of lion.so", or null. For the handler of an exit.
const char* whose_code_runs() noexcept;

/// [any thread] Whether code of a plugin has changed the mode of this thread since the last time this was asked.
bool take_change_of_mode() noexcept;

}  // namespace descent::update
