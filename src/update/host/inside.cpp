#include "update/host/inside.h"

#include <utility>

namespace descent::update {
namespace {

// A thread's own, since the mode is, and since exit() calls its handlers on the thread that called it.
thread_local const char* current = nullptr;
thread_local bool changed = false;

}  // namespace

Inside::Inside(const std::string& who) noexcept
    : outer_(std::exchange(current, who.c_str())), mode_(FloatingPointMode::of_this_thread()) {}

Inside::~Inside() {
    current = outer_;
    if (FloatingPointMode::of_this_thread() == mode_) return;
    mode_.restore();
    changed = true;
}

const char* whose_code_runs() noexcept { return current; }

bool take_change_of_mode() noexcept { return std::exchange(changed, false); }

}  // namespace descent::update
