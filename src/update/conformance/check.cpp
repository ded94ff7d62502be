#include "update/conformance/check.h"

#include <exception>
#include <new>

#include <descent/error.h>

#include "base/text.h"
#include "parallel/memory.h"
#include "parallel/thread_limit.h"
#include "update/host/inside.h"
#include "update/host/own_signals.h"

namespace descent::update::conformance {
namespace {

Outcome outcome_of(const Check& check, const Subject& subject) {
    try {
        Outcome outcome = check.run(subject);
        const std::string refusal = parallel::take_refusal();
        return refusal.empty() || outcome.result != Result::passed ? outcome : skipped(refusal);
    } catch (const std::bad_alloc&) {
        return failed("not enough memory for what the rule asks for at the sizes of this check, beyond the " +
                      to_text(parallel::own_memory() >> 20U) + " MiB that this process has: " +
                      to_text(parallel::available_memory() >> 20U) + " MiB are available");
    } catch (const std::exception& error) {
        return failed(error.what());
    }
}

}  // namespace

const Check& find_check(std::string_view name, const std::string& option) {
    std::vector<std::string> names;
    for (const Check* check : checks()) {
        if (check->name == name) return *check;
        names.emplace_back(check->name);
    }
    throw UsageError(option,
                     "there is no check " + quote(name) + did_you_mean(name, names) + " (see the list of checks)");
}

Outcome run(const Check& check, const Subject& subject) {
    take_change();  // what was before
    const SignalActions signals = SignalActions::now();
    const Outcome outcome = outcome_of(check, subject);
    const char* const signal = signals.restore();
    if (outcome.result == Result::failed) return outcome;
    const std::string change = take_change();
    if (!change.empty()) return failed(change);
    return signal == nullptr ? outcome : failed(std::string("a step changed what the program does on ") + signal);
}

}  // namespace descent::update::conformance
