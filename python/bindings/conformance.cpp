#include <descent/machine.h>

#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings/module.h"
#include "update/conformance/check.h"

namespace descent::python {
namespace {

namespace conformance = update::conformance;

/// The interpreter's own locks are held while the process forks.
struct AroundFork {
    AroundFork() { PyOS_BeforeFork(); }
    ~AroundFork() { PyOS_AfterFork_Parent(); }
    AroundFork(const AroundFork&) = delete;
    AroundFork& operator=(const AroundFork&) = delete;
};

const conformance::Check* check_of_child = nullptr;

/// A child has this thread alone; the interpreter must know, and the check's own threads may want its lock.
conformance::Outcome run_here(const conformance::Subject& subject) {
    PyOS_AfterFork_Child();
    const nb::gil_scoped_release others_may_run;
    return conformance::run(*check_of_child, subject);
}

conformance::Outcome run_in_child(const std::string& name, const Registry& registry, const std::string& optimizer,
                                  std::map<std::string, std::string> settings, std::string trajectory,
                                  std::string trajectory_file) {
    registry.info(optimizer);
    const conformance::Subject subject{.registry = registry,
                                       .name = optimizer,
                                       .settings = std::move(settings),
                                       .instruction_sets = inspect_machine().supported,
                                       .trajectory = std::move(trajectory),
                                       .trajectory_file = std::move(trajectory_file)};
    check_of_child = &conformance::find_check(name);
    const conformance::Check child{check_of_child->name, check_of_child->sentence, run_here};
    const AroundFork around;
    return conformance::run_in_child(child, subject);
}

const char* word_of(conformance::Result result) {
    switch (result) {
        case conformance::Result::passed: return "passed";
        case conformance::Result::failed: return "failed";
        case conformance::Result::skipped: break;
    }
    return "skipped";
}

}  // namespace

void bind_conformance(nb::module_& module) {
    nb::class_<conformance::Check>(module, "ConformanceCheck", "A property that every optimizer must have.")
        .def_prop_ro("name", [](const conformance::Check& check) { return std::string(check.name); })
        .def_prop_ro("sentence", [](const conformance::Check& check) { return std::string(check.sentence); });
    nb::class_<conformance::Outcome>(module, "ConformanceOutcome", "What a check found.")
        .def_prop_ro("result", [](const conformance::Outcome& outcome) { return std::string(word_of(outcome.result)); })
        .def_ro("detail", &conformance::Outcome::detail);
    module.def(
        "conformance_checks",
        [] {
            nb::list checks;
            for (const conformance::Check* check : conformance::checks()) checks.append(*check);
            return checks;
        },
        nb::sig("def conformance_checks() -> list[ConformanceCheck]"));
    module.def("run_check", &run_in_child, nb::arg("name"), nb::arg("registry"), nb::arg("optimizer"),
               nb::arg("settings"), nb::arg("trajectory"), nb::arg("trajectory_file"),
               "Runs a check in a child process.");
}

}  // namespace descent::python
