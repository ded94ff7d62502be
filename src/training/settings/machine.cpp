#include "training/settings/rows.h"

namespace descent::training {

std::vector<Setting> machine_settings() {
    return {
        whole(&TrainingOptions::seed, {0, UINT64_MAX},
              {.name = "seed",
               .value = "N",
               .help = "seed of the first weights, of the order of the patterns and of the split",
               .in_comparison = InComparison::trial}),
        whole(
            [](auto& options) -> auto& { return options.threads.count; }, {1, most_threads},
            {.name = "threads",
             .value = "N|auto",
             .help = "threads that work; auto: as many as affinity mask and control group allow; results do not "
                     "depend on it",
             .in_comparison = InComparison::trial,
             .decides_bits = false},
            "auto"),
    };
}

}  // namespace descent::training
