#include "update/host/own_signals.h"

#include "update/host/inside.h"

namespace descent::update {
namespace {

void (*handler_of(const struct sigaction& action))(int) { return action.sa_handler; }  // of either kind: one union

}  // namespace

SignalActions SignalActions::now() {
    SignalActions result;
    for (std::size_t i = 0; i < std::size(signals); ++i) ::sigaction(signals[i].number, nullptr, &result.actions_[i]);
    ::pthread_sigmask(SIG_SETMASK, nullptr, &result.blocked_);
    return result;
}

const char* SignalActions::restore() const {
    const SignalActions found = now();
    const char* first = nullptr;
    for (std::size_t i = std::size(signals); i-- > 0;) {
        const int number = signals[i].number;
        const bool same_action = handler_of(found.actions_[i]) == handler_of(actions_[i]);
        if (same_action && ::sigismember(&found.blocked_, number) == ::sigismember(&blocked_, number)) continue;
        ::sigaction(number, &actions_[i], nullptr);
        first = signals[i].name;
    }
    if (first != nullptr) ::pthread_sigmask(SIG_SETMASK, &blocked_, nullptr);
    return first;
}

OwnSignals::~OwnSignals() {
    const char* const changed = before_.restore();
    if (changed != nullptr) note_change(who_, what_, {"what the program does on ", changed});
}

}  // namespace descent::update
