#include "contest/progress_lines.h"

#include "base/text.h"

namespace descent::contest {

std::string phase_name(Phase phase) { return phase == Phase::tune ? "tuning" : "final runs"; }

std::string phase_line(Phase phase, std::size_t total, std::size_t done) {
    return phase_name(phase) + ": " + to_text(total) + " trials" +
           (done > 0 ? ", " + to_text(done) + " of them known already" : "");
}

std::string failure_line(const Trial& trial, std::string_view message) {
    return printable("failed: " + trial.optimizer + " on " + trial.problem + ", seed " + to_text(trial.seed) + ": " +
                         std::string(message),
                     2000);
}

}  // namespace descent::contest
