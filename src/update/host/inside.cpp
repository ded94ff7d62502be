#include "update/host/inside.h"

#include <utility>

namespace descent::update {
namespace {

// A thread's own, since the mode is, and since exit() calls its handlers on the thread that called it.
thread_local Inside* innermost = nullptr;
thread_local bool changed = false;

}  // namespace

Inside::Inside(const std::string& who) noexcept
    : who_(who.c_str()), outer_(std::exchange(innermost, this)), mode_(FloatingPointMode::of_this_thread()) {}

Inside::~Inside() {
    innermost = outer_;
    if (FloatingPointMode::of_this_thread() == mode_) return;
    mode_.restore();
    changed = true;
}

Outside::Outside() noexcept : inner_(std::exchange(innermost, nullptr)), mode_(FloatingPointMode::of_this_thread()) {
    if (inner_ != nullptr) inner_->mode_.restore();
}

Outside::~Outside() {
    innermost = inner_;
    mode_.restore();
}

const char* whose_code_runs() noexcept { return innermost == nullptr ? nullptr : innermost->who_; }

bool take_change_of_mode() noexcept { return std::exchange(changed, false); }

}  // namespace descent::update
