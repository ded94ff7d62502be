#include "training/settings/rows.h"

namespace descent::training {

std::vector<Setting> checkpoint_settings() {
    return {
        text(&TrainingOptions::checkpoint, {.name = "checkpoint",
                                            .value = "FILE",
                                            .help = "file that --resume resumes from; the one before it is kept as "
                                                    "FILE.previous",
                                            .theme = Theme::output,
                                            .in_comparison = InComparison::trial,
                                            .decides_bits = false}),
        whole(&TrainingOptions::checkpoint_every, {1, largest_count},
              {.name = "checkpoint_every",
               .value = "N",
               .help = "epochs between checkpoints",
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
