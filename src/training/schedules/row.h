#pragma once
/// \file
/// A schedule of the learning rate, described once: each file of this folder gives a row.

#include <descent/schedule.h>

#include <vector>

namespace descent::training::schedules {

/// A key of the text form: the member it sets and the numbers it may be.
struct Key {
    const char* name;
    double Schedule::*member;
    double lowest;
    double highest;
    bool lowest_allowed;
};

inline constexpr Key gamma_key{"gamma", &Schedule::gamma, 0, 1, false};
inline constexpr Key every_key{"every", &Schedule::every, 0, 1e9, false};
inline constexpr Key minimum_key{"minimum", &Schedule::minimum, 0, 1, true};
inline constexpr Key peak_at_key{"peak_at", &Schedule::peak_at, 0, 0.999, false};
inline constexpr Key start_key{"start", &Schedule::start, 0, 1, true};
inline constexpr Key warmup_key{"warmup", &Schedule::warmup, 0, 1, true};
inline constexpr Key epochs_key{"epochs", &Schedule::epochs, 0, 1e9, false};

struct Row {
    const char* name;
    const char* example;     ///< for the help: the name with its keys
    std::vector<Key> keys;   ///< besides `warmup` and `epochs`, which every schedule takes
    Schedule defaults = {};  ///< where they differ from the members' own
    /// Does `factor` use the number of steps of the run?
    bool depends_on_length = false;
    /// Of a run without the rise of `warmup`. `steps` and `steps_per_epoch` are at least 1.
    double (*factor)(const Schedule& schedule, const Progress& at);
    ScheduleKind kind = ScheduleKind::constant;  ///< set by `rows`
};

#define DESCENT_SCHEDULE_ROW(name, number) Row name();
DESCENT_SCHEDULES(DESCENT_SCHEDULE_ROW)
#undef DESCENT_SCHEDULE_ROW

/// [any thread] All of them, in the order of the list; their keys with `warmup` and `epochs`.
const std::vector<Row>& rows();

}  // namespace descent::training::schedules
