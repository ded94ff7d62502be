#pragma once
/// \file
/// A run as Python sees it: a dictionary an epoch, and signals that end it.

#include <descent/observer.h>
#include <nanobind/nanobind.h>

#include <chrono>

namespace descent::python {

namespace nb = nanobind;

/// Called on a thread that does not hold the interpreter lock; takes it for each epoch and, between steps, every few
/// milliseconds. What Python raises (KeyboardInterrupt too) ends the run.
class PythonObserver final : public Observer {
public:
    /// `epoch` and `notice`: callables, or None.
    PythonObserver(nb::object epoch, nb::object notice) : epoch_(std::move(epoch)), notice_(std::move(notice)) {}

    void start(const StartEvent& event) override;
    void epoch(const EpochEvent& event) override;
    void notice(const std::string& line) override;
    bool stop_requested() override;

    /// The events of all epochs, in order. Called with the lock.
    const nb::list& history() const { return history_; }

private:
    void add(const EpochEvent& event);

    nb::object epoch_, notice_;
    nb::list history_;
    std::chrono::steady_clock::time_point asked_ = {};
};

}  // namespace descent::python
