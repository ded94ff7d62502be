#include "bindings/contest_run.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/text.h"
#include "contest/progress_lines.h"

namespace descent::python {
namespace {

constexpr std::chrono::milliseconds between_looks{50};

/// Written by the trials' threads, read by the one that called.
class Progress final : public ComparisonObserver {
public:
    explicit Progress(std::vector<std::string> notes) : lines_(std::move(notes)) {}

    void phase(Phase phase, std::size_t total, std::size_t done) override {
        const std::lock_guard lock(mutex_);
        name_ = contest::phase_name(phase);
        total_ = total;
        done_ = done;
        share_ = 0;
        lines_.push_back(contest::phase_line(phase, total, done));
    }
    void progress(double share) override {
        const std::lock_guard lock(mutex_);
        share_ = share;
    }
    void trial(const Trial& trial, std::string_view reason, std::string_view message) override {
        const std::lock_guard lock(mutex_);
        ++done_;
        if (reason == "failed") lines_.push_back(contest::failure_line(trial, message));
    }
    bool stop_requested() override { return stop_; }
    void stop() { stop_ = true; }

    std::vector<std::string> take_lines() {
        const std::lock_guard lock(mutex_);
        return std::exchange(lines_, {});
    }
    std::string status() {
        const std::lock_guard lock(mutex_);
        if (name_.empty()) return "";
        return name_ + ": " + to_text(done_) + "/" + to_text(total_) + " trials, " +
               to_text(static_cast<std::size_t>(share_ * 100)) + "%";
    }

private:
    std::mutex mutex_;
    std::vector<std::string> lines_;
    std::string name_;
    std::size_t total_ = 0, done_ = 0;
    double share_ = 0;
    std::atomic<bool> stop_ = false;
};

void look(const nb::object& show, Progress& progress) {
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    show(progress.take_lines(), progress.status());
}

}  // namespace

StudyOutcome run_interruptibly(const nb::object& show, std::vector<std::string> notes,
                               const std::function<StudyOutcome(ComparisonObserver&)>& compare) {
    Progress progress(std::move(notes));
    StudyOutcome outcome;
    std::exception_ptr failure, interruption;
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    std::thread worker([&] {
        try {
            outcome = compare(progress);
        } catch (...) {
            failure = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        done = true;
        changed.notify_one();
    });
    for (;;) {
        {
            const nb::gil_scoped_release others_may_run;
            std::unique_lock lock(mutex);
            if (changed.wait_for(lock, between_looks, [&] { return done; })) break;
        }
        if (interruption) continue;
        try {
            look(show, progress);
        } catch (...) {
            interruption = std::current_exception();
            progress.stop();
        }
    }
    {
        const nb::gil_scoped_release others_may_run;
        worker.join();
    }
    if (interruption) std::rethrow_exception(interruption);
    if (failure) std::rethrow_exception(failure);
    look(show, progress);
    return outcome;
}

}  // namespace descent::python
