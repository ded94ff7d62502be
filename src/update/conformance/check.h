#pragma once
/// \file
/// The conformance kit: named checks of one optimizer, on arrays alone.
///
///     conformance::Subject subject{.registry = registry, .name = "lion"};
///     for (const conformance::Check* check : conformance::checks()) {
///         const conformance::Outcome outcome = conformance::run_in_child(*check, subject);
///     }

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <descent/machine.h>
#include <descent/registry.h>

namespace descent::update::conformance {

/// What is checked. The registry must outlive it.
struct Subject {
    const Registry& registry;
    std::string name;
    std::map<std::string, std::string> settings = {};                           ///< as in `descent train --set`
    std::vector<InstructionSet> instruction_sets = {InstructionSet::baseline};  ///< that this machine runs
    std::string trajectory = {};                 ///< text of a trajectory file; empty: none was given
    std::string trajectory_file = "trajectory";  ///< its name in messages
};

enum class Result { passed = 0, failed = 1, skipped = 2 };

struct Outcome {
    Result result = Result::passed;
    std::string detail;  ///< why it failed or was skipped, or what was measured; one line
};

/// One property that every optimizer must have.
struct Check {
    const char* name;      ///< "same_bits_for_any_split"
    const char* sentence;  ///< what must hold, and why it matters
    /// [one thread] Throws only what the library throws on wrong use; that counts as a failure too.
    Outcome (*run)(const Subject& subject);
};

/// [any thread] All checks, in the order in which they are run.
const std::vector<const Check*>& checks();

/// [any thread] Throws UsageError for `option` that suggests the nearest name.
const Check& find_check(std::string_view name, const std::string& option = "only");

/// [one thread] Runs a check here; exceptions become failures. One that passes on fewer threads than it wanted, as the
/// system starts no more, is skipped.
Outcome run(const Check& check, const Subject& subject);

/// Seconds that a check may take.
constexpr unsigned time_limit = 120;

/// [one thread] Runs a check in a child process, so that a crash, a hang of `seconds` or an exit is a failed check. The
/// child ends when this process does. Where the system starts no more processes it is run here, which is said. Call it
/// before this process starts threads.
Outcome run_in_child(const Check& check, const Subject& subject, unsigned seconds = time_limit);

inline Outcome passed(std::string detail = "") { return {Result::passed, std::move(detail)}; }
inline Outcome failed(std::string detail) { return {Result::failed, std::move(detail)}; }
inline Outcome skipped(std::string detail) { return {Result::skipped, std::move(detail)}; }

}  // namespace descent::update::conformance
