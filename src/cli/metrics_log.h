#pragma once
/// \file
/// The file of `--metrics`: one JSON object a line, as docs/cli.md describes it.

#include <descent/observer.h>
#include <descent/training.h>

#include <exception>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/earlier_metrics.h"
#include "storage/append_log.h"
#include "storage/open_log.h"

namespace descent::cli {

/// Without a path it does nothing. A line that cannot be written is told to `warn`, the first one at once and their
/// number at the end: what only reports ends no run, and
/// once a signal asks for its end, no reader of a pipe keeps it from that.
class MetricsLog {
public:
    using Warn = std::function<void(const std::string&)>;

    /// `every`: of so many steps one has a line; 0: none.
    MetricsLog(std::string path, std::uint64_t every, Warn warn)
        : path_(std::move(path)), every_(every), warn_(std::move(warn)) {}

    /// Throws Error when the file cannot be opened, or another run writes it.
    void open(const StartEvent& event);
    /// The first line, "run": `description` is all that reproduces the run. The epochs that a checkpoint had done
    /// follow, and what the file has of the same run's steps and notices until there: so a resumed run has the file of
    /// one that was never interrupted.
    void start(const Json& description, const StartEvent& event);
    bool wants_norms(std::uint64_t step, bool ends_epoch) const;
    void step(const StepEvent& event);
    void epoch(const EpochEvent& event);
    /// What does not end the run: a skipped step, a restore, a checkpoint that cannot be written. Before `start` it is
    /// kept until then.
    void notice(const std::string& message);
    /// Does `write`, which writes `file`, a model or a checkpoint. Where its disk is full and has these metrics too,
    /// what only reports gives way: lines of steps that this process wrote, and where these are not enough, those of
    /// epochs. Where all of them are not enough they stay.
    void making_room_for(const std::string& file, const std::function<void()>& write);
    /// The last line, "done". `test` holds figures of held-out data, may be empty. Where there is no room for it, some
    /// of the last lines give theirs.
    void done(const TrainingResult& result, const Json& test);
    /// What `work` returns. An error that ends it is told in the last line first, as far as that can be written.
    template <class Work>
    auto ended_by_errors_of(const Work& work) {
        try {
            return work();
        } catch (const std::exception& error) {
            failed(error.what());
            throw;
        }
    }

private:
    void failed(const std::string& message) noexcept;
    void append(const Json& line) { append_text(to_json_line(line)); }
    void append_text(const std::string& line);
    void append_end(const std::string& line);
    std::vector<std::string> cut_last_lines();
    bool is_own(const Json& line) const;
    bool make_room_for(const std::string& file);
    bool is_of(const std::string& kind, std::string_view text) const;
    void give_room_to(const std::string& file);
    void restore_held_lines();
    void begin_with(const Json& run, const StartEvent& event);
    std::vector<std::string> lines_of_past(const StartEvent& event) const;
    void say_lost_steps(std::uint64_t resumed_step);

    std::string path_;
    std::uint64_t every_;
    std::uint64_t step_ = 0;  // the last one done
    std::uint64_t resumed_step_ = 0;
    std::vector<std::string> held_;     // lines that wait until what needs their room is written,
    std::vector<std::string> giving_;   // and the kinds that are given up for it
    std::vector<std::string> pending_;  // notices before the start
    std::vector<EarlierLine> earlier_;  // of the run that resumes
    std::set<std::string> gave_way_;    // kinds of lines and for what: said once
    Warn warn_;
    std::size_t lost_ = 0;  // lines
    std::optional<storage::AppendLog> log_;
    std::optional<storage::OpenLog> without_end_;  // until its last line
};

}  // namespace descent::cli
