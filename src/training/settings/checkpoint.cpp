#include "training/settings/rows.h"

#include <descent/error.h>

namespace descent::training {
namespace {

constexpr std::uint64_t most_kept = 1000;

Setting interval() {
    Setting setting{{.name = "checkpoint_every",
                     .value = "N|Nsteps|Ns|Nm|Nh|auto",
                     .help =
                         "epochs, steps, seconds, minutes or hours between checkpoints; auto: as often as takes less "
                         "than 1% of the time",
                     .theme = Theme::output,
                     .in_comparison = InComparison::trial,
                     .decides_bits = false,
                     .needs = "checkpoint"}};
    setting.print = [](const TrainingOptions& options) { return to_string(options.checkpoint_every); };
    setting.parse = [](TrainingOptions& options, const std::string& given) {
        options.checkpoint_every = parse_checkpoint_interval(given);
    };
    setting.check = [](const TrainingOptions& options) {
        const CheckpointInterval& every = options.checkpoint_every;
        if (every.unit == CheckpointInterval::Unit::automatic || every.count > 0) return;
        throw UsageError("checkpoint_every", "is 0, expected at least 1");
    };
    return setting;
}

}  // namespace

std::vector<Setting> checkpoint_settings() {
    return {
        text(&TrainingOptions::checkpoint, {.name = "checkpoint",
                                            .value = "FILE",
                                            .help = "file that a run is resumed from; the one before it is kept as "
                                                    "FILE.previous",
                                            .theme = Theme::output,
                                            .in_comparison = InComparison::trial,
                                            .decides_bits = false}),
        interval(),
        whole(&TrainingOptions::keep, {1, most_kept},
              {.name = "keep",
               .value = "N",
               .help = "checkpoints before the last one that stay: FILE.previous, FILE.previous-2, ...",
               .theme = Theme::output,
               .in_comparison = InComparison::trial,
               .decides_bits = false,
               .needs = "checkpoint"}),
        flag(&TrainingOptions::resume,
             {.name = "resume",
              .value = "",
              .help = "resumes from the checkpoint when there is one; the results are those of a run never interrupted",
              .theme = Theme::output,
              .in_comparison = InComparison::trial,
              .decides_bits = false,
              .needs = "checkpoint"}),
    };
}

}  // namespace descent::training
