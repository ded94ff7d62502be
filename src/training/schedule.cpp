#include <descent/error.h>
#include <descent/schedule.h>

#include <algorithm>
#include <vector>

#include "base/names.h"
#include "base/text.h"
#include "training/schedules/constant.h"
#include "training/schedules/cosine.h"
#include "training/schedules/exponential.h"
#include "training/schedules/one_cycle.h"
#include "training/schedules/step.h"
#include "training/schedules/warm_up.h"

namespace descent {
namespace {

/// A key of the text form: the member it sets and the numbers it may be.
struct Key {
    const char* name;
    double Schedule::*member;
    double lowest;
    double highest;
    bool lowest_allowed;
};

constexpr Key gamma_key{"gamma", &Schedule::gamma, 0, 1, false};
constexpr Key every_key{"every", &Schedule::every, 0, 1e9, false};
constexpr Key minimum_key{"minimum", &Schedule::minimum, 0, 1, true};
constexpr Key peak_at_key{"peak_at", &Schedule::peak_at, 0, 0.999, false};
constexpr Key start_key{"start", &Schedule::start, 0, 1, true};
constexpr Key warmup_key{"warmup", &Schedule::warmup, 0, 1, true};

struct Kind {
    ScheduleKind value;
    const char* name;
    std::vector<Key> keys;
    Schedule defaults;  ///< where they differ from the members' own
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {
        {ScheduleKind::constant, "constant", {warmup_key}, {}},
        {ScheduleKind::step, "step", {gamma_key, every_key, warmup_key}, {}},
        {ScheduleKind::exponential, "exponential", {gamma_key, warmup_key}, {.gamma = 0.95}},
        {ScheduleKind::cosine, "cosine", {minimum_key, warmup_key}, {}},
        {ScheduleKind::one_cycle, "one-cycle", {peak_at_key, start_key, minimum_key, warmup_key}, {}},
    };
    return all;
}

template <class List>
const auto& find(const List& list, std::string_view name, const std::string& setting) {
    std::vector<std::string> names;
    for (const auto& entry : list) {
        if (entry.name == name) return entry;
        names.emplace_back(entry.name);
    }
    throw_unknown(name, names, setting);
}

void set(Schedule& schedule, const Kind& kind, std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    const std::string_view name = assignment.substr(0, equals);
    if (equals == std::string_view::npos) {
        throw UsageError("schedule", "found " + quote(assignment) + ", expected key=value");
    }
    const Key& key = find(kind.keys, name, std::string("schedule ") + kind.name);
    const std::string_view text = assignment.substr(equals + 1);
    const auto value = parse_number<double>(text);
    const bool in_range =
        value && *value <= key.highest && (key.lowest_allowed ? *value >= key.lowest : *value > key.lowest);
    if (!in_range) {
        throw UsageError("schedule", std::string(key.name) + " is " + quote(text) + ", expected a number " +
                                         (key.lowest_allowed ? "from " : "above ") + to_text(key.lowest) + " to " +
                                         to_text(key.highest));
    }
    schedule.*key.member = *value;
}

double factor_of_kind(const Schedule& schedule, const Progress& at) {
    switch (schedule.kind) {
        case ScheduleKind::constant: break;
        case ScheduleKind::step:
            return training::step_factor(schedule.gamma, schedule.every, at.step, at.steps_per_epoch);
        case ScheduleKind::exponential:
            return training::exponential_factor(schedule.gamma, at.step, at.steps_per_epoch);
        case ScheduleKind::cosine: return training::cosine_factor(schedule.minimum, at.step, at.steps);
        case ScheduleKind::one_cycle:
            return training::one_cycle_factor(schedule.start, schedule.peak_at, schedule.minimum, at.step, at.steps);
    }
    return training::constant_factor();
}

}  // namespace

double Schedule::factor(const Progress& progress) const {
    // The rise comes first; the kind's own curve counts from its end and covers the rest of the run.
    const std::uint64_t rise = training::warm_up_steps(warmup, progress.steps);
    const Progress after{.step = progress.step - std::min(rise, progress.step),
                         .steps_per_epoch = std::max<std::uint64_t>(1, progress.steps_per_epoch),
                         .steps = std::max<std::uint64_t>(1, progress.steps - std::min(rise, progress.steps))};
    return training::warm_up_factor(rise, progress.step) * factor_of_kind(*this, after);
}

Schedule parse_schedule(std::string_view text) {
    const std::size_t colon = text.find(':');
    const Kind& kind = find(kinds(), text.substr(0, colon), "schedule");
    Schedule schedule = kind.defaults;
    schedule.kind = kind.value;
    if (colon == std::string_view::npos) return schedule;
    std::string_view rest = text.substr(colon + 1);
    while (true) {
        const std::size_t comma = rest.find(',');
        set(schedule, kind, rest.substr(0, comma));
        if (comma == std::string_view::npos) return schedule;
        rest.remove_prefix(comma + 1);
    }
}

std::string to_string(const Schedule& schedule) {
    for (const Kind& kind : kinds()) {
        if (kind.value != schedule.kind) continue;
        std::string text = kind.name;
        char separator = ':';
        for (const Key& key : kind.keys) {
            if (schedule.*key.member == kind.defaults.*key.member) continue;
            text += separator + std::string(key.name) + "=" + to_text(schedule.*key.member);
            separator = ',';
        }
        return text;
    }
    return "unknown";
}

}  // namespace descent
