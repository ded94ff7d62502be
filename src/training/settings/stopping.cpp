#include "training/names.h"
#include "training/settings/rows.h"

namespace descent::training {

std::vector<Setting> stopping_settings() {
    return {
        whole(&TrainingOptions::patience, {0, largest_count},
              {.name = "patience",
               .value = "N",
               .help =
                   "ends the run after N epochs without a better validation loss (or value of a function) and restores "
                   "the best weights; 0: off"}),
        real(&TrainingOptions::min_improvement, {0, largest_number},
             {.name = "min_improvement",
              .value = "X",
              .help = "how much lower a validation loss (or value of a function) must be to count as better",
              .needs = "patience"}),
        flag(&TrainingOptions::restore_best, {.name = "restore_best",
                                              .value = "",
                                              .help = "keeps the last weights, not those of the best epoch",
                                              .needs = "patience"}),
        choice(
            &TrainingOptions::on_divergence,
            {.name = "on_divergence",
             .value = "NAME",
             .help =
                 "what happens when numbers stop being finite: {}; skip leaves the step out, restore goes back to the "
                 "last good epoch and halves the learning rate"}),
    };
}

}  // namespace descent::training
