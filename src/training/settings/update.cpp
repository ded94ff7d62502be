#include <descent/error.h>

#include "base/text.h"
#include "data/class_counts.h"
#include "training/schedules/row.h"
#include "training/settings/rows.h"

namespace descent::training {
namespace {

std::string examples_of_schedules() {
    std::vector<std::string> examples;
    for (const schedules::Row& row : schedules::rows()) examples.emplace_back(row.example);
    return join(examples);
}

Setting schedule() {
    Setting setting{
        {.name = "schedule",
         .value = "NAME[:KEY=X,...]",
         .help = "factor on the learning rate over the run: " + examples_of_schedules() +
                 "; each takes warmup=SHARE, and epochs=N that a curve covers where they are not those of the run"}};
    const auto print = [](const TrainingOptions& options) { return to_string(options.schedule); };
    setting.print = print;
    setting.parse = [](TrainingOptions& options, const std::string& given) {
        options.schedule = parse_schedule(given);
    };
    setting.to_json = [print](const TrainingOptions& options, const Registry&) { return Json(print(options)); };
    setting.check = [print](const TrainingOptions& options) { parse_schedule(print(options)); };
    return setting;
}

Setting weight_decay() {
    constexpr Range<double> range{0, largest_number};
    Setting setting{
        {.name = "weight_decay",
         .value = "X",
         .help = "decay of weights, not of biases: sets the optimizer's own weight_decay where it has one, else "
                 "adds X times the weights to their gradient",
         .default_text = "that of the optimizer, 0 where it has none"}};
    setting.print = [](const TrainingOptions& options) {
        return options.weight_decay ? to_text(*options.weight_decay) : std::string();
    };
    setting.parse = [range](TrainingOptions& options, const std::string& given) {
        options.weight_decay = parse_real("weight_decay", given, range);
    };
    setting.to_json = [](const TrainingOptions& options, const Registry&) {
        return Json(options.weight_decay.value_or(0));
    };
    setting.check = [range](const TrainingOptions& options) {
        if (options.weight_decay) require_in_range("weight_decay", *options.weight_decay, range);
    };
    return setting;
}

/// N / (K N_c): every class weighs the same in the sum over the data.
std::vector<float> balanced_weights(const Dataset& data) {
    if (!data.has_classes()) throw UsageError("class_weights", "the data has no classes");
    std::vector<float> weights;
    for (const std::size_t count : data::class_counts(data)) {
        const double share = static_cast<double>(data.outputs()) * static_cast<double>(count);
        weights.push_back(count == 0 ? 1.0F : static_cast<float>(static_cast<double>(data.patterns()) / share));
    }
    return weights;
}

Setting class_weights() {
    constexpr Range<double> range{0, 1e30};
    Setting setting{{.name = "class_weights",
                     .value = "LIST|balanced",
                     .help =
                         "factors on the cost of the patterns of each class, with commas; balanced: N / (K N_c), for "
                         "N patterns in K classes and N_c of the class",
                     .scope = Scope::data,
                     .default_text = "1 each"}};
    setting.print = [](const TrainingOptions& options) {
        std::vector<std::string> weights;
        for (const float weight : options.class_weights) weights.push_back(to_text(weight));
        return join(weights, ",");
    };
    setting.parse = [range](TrainingOptions& options, const std::string& given) {
        options.class_weights.clear();
        for (const std::string& part : split_list(given)) {
            options.class_weights.push_back(static_cast<float>(parse_real("class_weights", part, range)));
        }
    };
    setting.from_data = {"balanced", [](TrainingOptions& options, const Dataset& training) {
                             options.class_weights = balanced_weights(training);
                         }};
    setting.to_json = [](const TrainingOptions& options, const Registry&) { return Json(options.class_weights); };
    setting.check = [range](const TrainingOptions& options) {
        for (const float weight : options.class_weights) {
            require_in_range("class_weights", static_cast<double>(weight), range);
        }
    };
    return setting;
}

}  // namespace

std::vector<Setting> update_settings() {
    return {
        schedule(),
        weight_decay(),
        real(
            &TrainingOptions::dropout, {0, 0.999},
            {.name = "dropout",
             .value = "P",
             .help = "each step drops this share of the outputs of hidden units, anew for each pattern, and multiplies "
                     "the others by 1 / (1 - P); evaluation drops none",
             .scope = Scope::data}),
        real(&TrainingOptions::l1, {0, largest_number},
             {.name = "l1",
              .value = "X",
              .help = "adds X times the sign of the weights to their gradient, so that weights end near 0; biases are "
                      "left out, and a group's decay is a factor on it"}),
        real(&TrainingOptions::max_norm, {0, largest_number},
             {.name = "max_norm",
              .value = "X",
              .help = "scales the weights into a unit, where their Euclidean norm exceeds X, down to it after every "
                      "step; biases are left out; 0: off",
              .scope = Scope::data}),
        real(&TrainingOptions::clip_norm, {0, largest_number},
             {.name = "clip_norm", .value = "X", .help = "scales a gradient whose norm exceeds X down to it; 0: off"}),
        real(&TrainingOptions::clip_value, {0, largest_number},
             {.name = "clip_value", .value = "X", .help = "limits every element of the gradient to [-X, X]; 0: off"}),
        texts(&TrainingOptions::groups,
              {.name = "group",
               .value = "PATTERN: ...",
               .help = "rate=X, decay=X (factors) or frozen for the tensors whose names match, such as "
                       "\"layers.0.*: rate=0.1\"",
               .record = "groups"}),
        class_weights(),
    };
}

}  // namespace descent::training
