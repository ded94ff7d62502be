#include "cli/watch.h"

#include <system_error>

#include "cli/signals.h"

namespace descent::cli {

Watch::~Watch() {
    if (!thread_.joinable()) return;
    ended_ = true;
    end_waiting();
    thread_.join();
}

void Watch::start(Work answer, Work look, std::chrono::milliseconds period) {
    try {
        thread_ = std::thread(
            [this, answer = std::move(answer), look = std::move(look), period] { run(answer, look, period); });
    } catch (const std::system_error&) {
        return;
    }
}

void Watch::run(const Work& answer, const Work& look, std::chrono::milliseconds period) noexcept {
    using Clock = std::chrono::steady_clock;
    try {
        for (auto next = Clock::now() + period; !ended_;) {
            wait_for_wish(std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()));
            if (ended_) return;
            if (status_wanted()) answer();
            if (Clock::now() < next) continue;
            next += period;
            look();
        }
    } catch (const std::exception&) {
        return;  // what only reports ends no run
    }
}

}  // namespace descent::cli
