#include "training/settings/rows.h"

namespace descent::training {

std::vector<Setting> pass_settings() {
    return {
        whole(&TrainingOptions::batch_size, {1, largest_count},
              {.name = "batch_size",
               .value = "N|full",
               .help = "patterns an update; full: all of them",
               .scope = Scope::data},
              "full"),
        whole(&TrainingOptions::epochs, {1, largest_count},
              {.name = "epochs",
               .value = "N",
               .help = "passes over the data; of a function: 100 steps each (quadratic-deep: 7)",
               .is_length = true}),
        whole(&TrainingOptions::maximum_steps, {0, largest_count},
              {.name = "max_steps",
               .value = "N",
               .help = "ends the run after N updates; 0: no limit",
               .is_length = true}),
        flag(&TrainingOptions::shuffle, {.name = "shuffle",
                                         .value = "",
                                         .help = "takes the patterns in the order of the file in every epoch",
                                         .scope = Scope::data}),
    };
}

}  // namespace descent::training
