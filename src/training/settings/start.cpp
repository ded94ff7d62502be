#include "data/names.h"
#include "network/names.h"
#include "training/settings/rows.h"

namespace descent::training {

namespace {

Setting loss() {
    return choice(
        &TrainingOptions::loss,
        {.name = "loss",
         .value = "NAME",
         .help = "what is minimised: {}, summed over outputs, the mean over patterns; mse is half the squared error; "
                 "huber is quadratic for small errors and linear for large ones; huber and mae are for numbers",
         .theme = Theme::network,
         .scope = Scope::data,
         .default_text = "cross-entropy for classes, mse for numbers"});
}

Setting huber_delta() {
    return real(&TrainingOptions::huber_delta, {1e-6, 1e6},
                {.name = "huber_delta",
                 .value = "X",
                 .help = "of loss huber: the error up to which it is quadratic, in the unit of the scaled targets",
                 .theme = Theme::network,
                 .scope = Scope::data});
}

Setting initialisation() {
    return choice(&TrainingOptions::initialisation,
                  {.name = "init",
                   .value = "NAME",
                   .help = "how weights start: {}; he is made for relu and its kin, lecun for selu",
                   .theme = Theme::network,
                   .scope = Scope::data,
                   .excludes = "from"});
}

Setting scaling() {
    return choice(&TrainingOptions::scaling,
                  {.name = "scaling",
                   .value = "NAME",
                   .help = "how inputs are scaled, as the model keeps it: {}; none divides pixels by 255, and what "
                           "categories and truth values became stays 0 and 1",
                   .theme = Theme::network,
                   .scope = Scope::data,
                   .excludes = "from",
                   .default_text = "none for images, else standardise"});
}

Setting target_scaling() {
    return choice(
        &TrainingOptions::target_scaling,
        {.name = "target_scaling",
         .value = "NAME",
         .help = "how targets that are numbers are scaled while a network trains on them: {}; predictions come in "
                 "the targets' own unit, the cost that is minimised is in the scaled one",
         .theme = Theme::network,
         .scope = Scope::data,
         .excludes = "from",
         .default_text = "standardise where outputs are unbounded, with activation identity; else none"});
}

Setting from() {
    return text(&TrainingOptions::from,
                {.name = "from",
                 .value = "MODEL",
                 .help = "model whose network, scaling, columns, classes and weights the run begins with",
                 .theme = Theme::network,
                 .scope = Scope::data,
                 .decides_bits = false,
                 .reads_file = true});
}

}  // namespace

std::vector<Setting> start_settings() {
    return {loss(), huber_delta(), initialisation(), scaling(), target_scaling(), from()};
}

}  // namespace descent::training
