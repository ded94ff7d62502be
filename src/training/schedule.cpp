#include <descent/error.h>
#include <descent/schedule.h>

#include <algorithm>
#include <vector>

#include "base/names.h"
#include "base/text.h"
#include "training/schedules/row.h"
#include "training/schedules/warm_up.h"

namespace descent {
namespace {

using training::schedules::Key;
using training::schedules::Row;
using training::schedules::rows;

/// Null for a number that is no schedule.
const Row* row_of(ScheduleKind kind) {
    const auto found = std::ranges::find(rows(), kind, &Row::kind);
    return found == rows().end() ? nullptr : &*found;
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

void set(Schedule& schedule, const Row& row, std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    const std::string_view name = assignment.substr(0, equals);
    if (equals == std::string_view::npos) {
        throw UsageError("schedule", "found " + quote(assignment) + ", expected key=value");
    }
    const Key& key = find(row.keys, name, std::string("schedule ") + row.name);
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

std::uint64_t covered_steps(double epochs, const Progress& progress) {
    if (epochs == 0) return progress.steps;
    const double steps = epochs * static_cast<double>(progress.steps_per_epoch);
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::min(steps, 0x1p62) + 0.5));
}

/// The factor has a curve or a rise that is stretched over some length.
bool has_length(const Schedule& schedule, const Row* row) {
    return schedule.warmup > 0 || (row != nullptr && row->depends_on_length);
}

Schedule checked(const Schedule& schedule, const Row& row) {
    if (schedule.epochs == 0 || has_length(schedule, &row)) return schedule;
    throw UsageError("schedule", "epochs has no effect on " + std::string(row.name) +
                                     " without warmup: it has no curve to cover them");
}

}  // namespace

double Schedule::factor(const Progress& progress) const {
    // The rise comes first; the kind's own curve counts from its end and covers the rest of the steps.
    const std::uint64_t steps = covered_steps(epochs, progress);
    const std::uint64_t rise = training::warm_up_steps(warmup, steps);
    const Progress after{.step = progress.step - std::min(rise, progress.step),
                         .steps_per_epoch = std::max<std::uint64_t>(1, progress.steps_per_epoch),
                         .steps = std::max<std::uint64_t>(1, steps - std::min(rise, steps))};
    const Row* const row = row_of(kind);
    return training::warm_up_factor(rise, progress.step) * (row == nullptr ? 1.0 : row->factor(*this, after));
}

bool Schedule::depends_on_length() const { return epochs == 0 && has_length(*this, row_of(kind)); }

Schedule parse_schedule(std::string_view text) {
    const std::size_t colon = text.find(':');
    const Row& row = find(rows(), text.substr(0, colon), "schedule");
    Schedule schedule = row.defaults;
    schedule.kind = row.kind;
    if (colon == std::string_view::npos) return schedule;
    std::string_view rest = text.substr(colon + 1);
    while (true) {
        const std::size_t comma = rest.find(',');
        set(schedule, row, rest.substr(0, comma));
        if (comma == std::string_view::npos) return checked(schedule, row);
        rest.remove_prefix(comma + 1);
    }
}

std::string to_string(const Schedule& schedule) {
    const Row* const row = row_of(schedule.kind);
    if (row == nullptr) return "unknown";
    std::string text = row->name;
    char separator = ':';
    for (const Key& key : row->keys) {
        if (schedule.*key.member == row->defaults.*key.member) continue;
        text += separator + std::string(key.name) + "=" + to_text(schedule.*key.member);
        separator = ',';
    }
    return text;
}

const std::vector<Row>& training::schedules::rows() {
    static const std::vector<Row> all = [] {
        std::vector<Row> list;
#define DESCENT_SCHEDULE_ROW(name, number) list.push_back(name()), list.back().kind = ScheduleKind::name;
        DESCENT_SCHEDULES(DESCENT_SCHEDULE_ROW)
#undef DESCENT_SCHEDULE_ROW
        for (Row& row : list) row.keys.insert(row.keys.end(), {warmup_key, epochs_key});
        return list;
    }();
    return all;
}

}  // namespace descent
