#include "bindings/observer.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

namespace descent::python {
namespace {

/// Steps may be shorter than a microsecond, and taking the interpreter lock is not free.
constexpr std::chrono::milliseconds between_questions{5};

nb::dict to_dict(const EpochEvent& event) {
    nb::dict dict;
    dict["epoch"] = event.epoch;
    dict["epochs"] = event.epochs;
    dict["step"] = event.step;
    dict["loss"] = event.loss;
    dict["accuracy"] = event.accuracy;
    dict["validation_loss"] = event.validation_loss;
    dict["validation_accuracy"] = event.validation_accuracy;
    dict["learning_rate"] = event.learning_rate;
    dict["seconds"] = event.seconds;
    dict["patterns_per_second"] = event.patterns_per_second;
    return dict;
}

}  // namespace

void PythonObserver::add(const EpochEvent& event) {
    const nb::dict dict = to_dict(event);
    history_.append(dict);
    if (!epoch_.is_none()) epoch_(dict);
}

void PythonObserver::start(const StartEvent& event) {
    const nb::gil_scoped_acquire lock;
    for (const EpochEvent& past : event.past) add(past);
}

void PythonObserver::epoch(const EpochEvent& event) {
    const nb::gil_scoped_acquire lock;
    add(event);
}

void PythonObserver::notice(const std::string& line) {
    const nb::gil_scoped_acquire lock;
    if (!notice_.is_none()) notice_(line);
}

bool PythonObserver::stop_requested() {
    const auto now = std::chrono::steady_clock::now();
    if (now - asked_ < between_questions) return false;
    asked_ = now;
    const nb::gil_scoped_acquire lock;
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    return false;
}

}  // namespace descent::python
