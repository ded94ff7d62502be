#include "update/host/inside.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <utility>

#include "base/text.h"

namespace descent::update {
namespace {

// A thread's own, since the mode is, and since exit() calls its handlers on the thread that called it.
thread_local Inside* innermost = nullptr;

/// Of the process: code of a plugin runs on every thread of a team.
class FirstChange {
public:
    void note(std::string_view who, const Action& what, std::initializer_list<std::string_view> changed) {
        const std::lock_guard lock(mutex_);
        if (is_there_) return;
        text_ = std::string(who) + ": asked to " + what.text() + ", it changed ";
        for (const std::string_view part : changed) text_ += part;
        is_there_ = true;
    }
    std::string take() {
        if (!is_there_) return "";
        const std::lock_guard lock(mutex_);
        is_there_ = false;
        return std::exchange(text_, "");
    }

private:
    std::atomic<bool> is_there_ = false;
    std::mutex mutex_;
    std::string text_;
};

FirstChange first_change;

}  // namespace

std::string Action::text() const {
    return words + (tensor.empty() ? "" : " " + printable(tensor) + " in step") +
           (step == 0 ? "" : " " + to_text(step));
}

Inside::Inside(const std::string& who, const Action& what) noexcept
    : who_(who.c_str()),
      what_(what),
      outer_(std::exchange(innermost, this)),
      mode_(FloatingPointMode::of_this_thread()) {}

Inside::~Inside() {
    innermost = outer_;
    if (!is_call() || FloatingPointMode::of_this_thread() == mode_) return;
    mode_.restore();
    note_change(who_, what_, {"how numbers are rounded or denormals treated"});
}

Outside::Outside() noexcept : inner_(std::exchange(innermost, nullptr)), mode_(FloatingPointMode::of_this_thread()) {
    if (inner_ != nullptr) inner_->mode_.restore();
}

Outside::~Outside() {
    innermost = inner_;
    mode_.restore();
}

const char* whose_code_runs() noexcept { return innermost == nullptr ? nullptr : innermost->who_; }

bool runs_in_a_call() noexcept { return innermost != nullptr && innermost->is_call(); }

void note_change(std::string_view who, const Action& what, std::initializer_list<std::string_view> changed) noexcept {
    try {
        first_change.note(who, what, changed);
    } catch (const std::exception&) {
        return;  // without memory for a text; the change is undone all the same
    }
}

std::string take_change() { return first_change.take(); }

}  // namespace descent::update
