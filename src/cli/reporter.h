#pragma once
/// \file
/// What a run tells, passed on to the terminal and the file of metrics.

#include <descent/observer.h>

#include "base/json.h"
#include "cli/console.h"
#include "cli/heartbeat.h"
#include "cli/metrics_log.h"
#include "cli/options/output_options.h"
#include "cli/progress.h"
#include "cli/stop_together.h"
#include "cli/tensorboard.h"

namespace descent::cli {

class Reporter : public Observer {
public:
    /// `description`: all that reproduces the run, for the first line of the metrics. `decisions`: lines that
    /// are shown when it begins. Of `output`, `quiet`: notices alone are shown. A signal to one of `ranks` ends all.
    Reporter(Console& console, const OutputOptions& output, MetricsLog& metrics, Json description, Trained trained,
             std::vector<std::string> decisions = {}, parallel::Ranks& ranks = parallel::one_rank());

    void start(const StartEvent& event) override;
    bool wants_norms(std::uint64_t step, bool ends_epoch) override;
    void step(const StepEvent& event) override;
    void epoch(const EpochEvent& event) override;
    /// All stand in the metrics; of more than 20 the terminal shows the 32nd, the 64th, and so on.
    void notice(const std::string& line) override;
    void checkpoint(const std::string& path, const std::function<void()>& write) override;
    bool stop_requested() override;

private:
    Console& console_;
    Progress progress_;
    Heartbeat heartbeat_;
    bool quiet_;
    std::uint64_t notices_ = 0;
    MetricsLog& metrics_;
    TensorBoardLog tensorboard_;
    StopTogether stop_;
    Json description_;
    std::vector<std::string> decisions_;
};

}  // namespace descent::cli
