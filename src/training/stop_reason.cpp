#include <descent/training.h>

namespace descent {

std::string_view to_string(StopReason reason) {
    switch (reason) {
        case StopReason::finished: return "finished";
        case StopReason::early_stopping: return "early-stopping";
        case StopReason::diverged: return "diverged";
        case StopReason::interrupted: return "interrupted";
        case StopReason::maximum_steps: return "maximum-steps";
        case StopReason::target: return "target";
    }
    return "unknown";
}

}  // namespace descent
