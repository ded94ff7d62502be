#pragma once
/// \file
/// The signals by which users end a program or ask it: code of a plugin that runs once does not take them over.
///
///     const OwnSignals own(who, "start");
///     start_of_plugin();

#include <signal.h>

#include <array>
#include <string>

#include "update/host/action.h"

namespace descent::update {

/// What this process does on them, and which of them this thread blocks.
class SignalActions {
public:
    /// [any thread]
    static SignalActions now();
    /// [any thread] Puts back what has changed since. The name of the first signal that had, or null.
    const char* restore() const;

private:
    SignalActions() = default;

    struct Signal {
        int number;
        const char* name;
    };
    static constexpr Signal signals[] = {{SIGINT, "SIGINT"},   {SIGTERM, "SIGTERM"}, {SIGHUP, "SIGHUP"},
                                         {SIGQUIT, "SIGQUIT"}, {SIGUSR1, "SIGUSR1"}, {SIGUSR2, "SIGUSR2"},
                                         {SIGXCPU, "SIGXCPU"}};

    std::array<struct sigaction, std::size(signals)> actions_{};
    sigset_t blocked_{};
};

/// [any thread] At its end the signals are what they were at its start; a change by `who`, which must outlive it, is
/// noted.
class OwnSignals {
public:
    OwnSignals(const std::string& who, const Action& what) : who_(who), what_(what), before_(SignalActions::now()) {}
    ~OwnSignals();
    OwnSignals(const OwnSignals&) = delete;
    OwnSignals& operator=(const OwnSignals&) = delete;

private:
    const std::string& who_;
    Action what_;
    SignalActions before_;
};

}  // namespace descent::update
