#pragma once
/// \file
/// The learning rate over the steps of a run, as a factor on the optimizer's own rate.
///
/// Contract: a plain value; `factor` is a pure function of the step, so a resumed run needs no state.
///
///     descent::Schedule schedule = descent::parse_schedule("cosine:warmup=0.1");
///     double rate = 0.01 * schedule.factor({.step = 17, .steps_per_epoch = 938, .steps = 9380});

#include <cstdint>
#include <string>
#include <string_view>

namespace descent {

/// The one list of schedules: X(name, number). A name stands for its file, src/training/schedules/NAME.cpp. Numbers
/// stand in files: never change.
#define DESCENT_SCHEDULES(X) X(constant, 0) X(step, 1) X(exponential, 2) X(cosine, 3) X(one_cycle, 4)

enum class ScheduleKind {
#define DESCENT_SCHEDULE_KIND(name, number) name = number,
    DESCENT_SCHEDULES(DESCENT_SCHEDULE_KIND)
#undef DESCENT_SCHEDULE_KIND
};

/// Where in a run a step stands; steps count from 0.
struct Progress {
    std::uint64_t step = 0;
    std::uint64_t steps_per_epoch = 1;
    std::uint64_t steps = 1;  ///< of the whole run
};

struct Schedule {
    ScheduleKind kind = ScheduleKind::constant;
    double gamma = 0.1;    ///< step, exponential: factor at every drop
    double every = 10;     ///< step: epochs between drops; exponential drops every epoch
    double minimum = 0;    ///< cosine, one_cycle: factor at the end
    double peak_at = 0.3;  ///< one_cycle: share of the run at which the factor is 1
    double start = 0.04;   ///< one_cycle: factor at the start
    double warmup = 0;     ///< any kind: rise linearly from 0 over this share of the steps
    double epochs = 0;     ///< that a curve or rise covers, its end holds after them; 0: those of the run

    /// [any thread] In [0, 1].
    double factor(const Progress& progress) const;
    /// [any thread] Does the factor of a step depend on how many steps the run has?
    bool depends_on_length() const;

    bool operator==(const Schedule&) const = default;
};

/// [any thread] "constant", "step:gamma=0.1,every=10", "exponential:gamma=0.95", "cosine:minimum=0.01,warmup=0.1",
/// "one-cycle:peak_at=0.3". Throws UsageError that names the unknown kind or key and lists the known ones.
Schedule parse_schedule(std::string_view text);
/// [any thread] The text that `parse_schedule` reads back to the same value.
std::string to_string(const Schedule& schedule);

}  // namespace descent
