#include "cli/signals.h"

#include <csignal>

namespace descent::cli {
namespace {

// The one mutable global: a signal handler can reach nothing else.
volatile std::sig_atomic_t noted = 0;

extern "C" void note(int number) {
    if (noted != 0) {
        std::signal(number, SIG_DFL);
        std::raise(number);
        return;
    }
    noted = number;
}

}  // namespace

void handle_signals() {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

int noted_signal() { return noted; }

}  // namespace descent::cli
