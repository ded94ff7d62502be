#include "cli/options/training_options.h"

#include "base/text.h"

namespace descent::cli {
namespace {

constexpr std::uint64_t most_threads = 4096;

/// N / (K count_c): every class weighs the same in the sum over the data.
std::vector<float> balanced_weights(const Dataset& data) {
    std::vector<std::size_t> counts(data.outputs());
    for (const std::uint32_t row : data.rows()) ++counts[data.raw_targets().labels[row]];
    std::vector<float> weights;
    for (const std::size_t count : counts) {
        const double share = static_cast<double>(data.outputs()) * static_cast<double>(count);
        weights.push_back(count == 0 ? 1.0F : static_cast<float>(static_cast<double>(data.patterns()) / share));
    }
    return weights;
}

}  // namespace

void TrainingChoices::add_to(OptionList& list) {
    list.group("Training");
    add_batches(list);
    add_rate(list);
    add_stopping(list);
}

void TrainingChoices::add_batches(OptionList& list) {
    list.add({.name = "batch-size",
              .value = "N|full",
              .help = "patterns an update; full: all of them",
              .default_text = to_text(options.batch_size),
              .set = [this](const std::string& given) {
                  options.batch_size = given == "full" ? 0 : parse_whole("--batch-size", given, {1, largest_count});
              }});
    list.whole("epochs", "N", options.epochs, {1, largest_count}, "passes over the data");
    list.whole("max-steps", "N", options.maximum_steps, {0, largest_count}, "ends after so many updates; 0: no limit");
    list.add({.name = "no-shuffle",
              .help = "takes the patterns in the order of the file in every epoch",
              .kind = Option::Kind::flag,
              .set = [this](const std::string&) { options.shuffle = false; }});
    list.add({.name = "scaling",
              .value = "NAME",
              .help = "of the inputs, kept in the model: none (bytes are divided by 255), standardise or min-max",
              .default_text = std::string(to_string(options.scaling)),
              .set = [this](const std::string& given) {
                  options.scaling = parse_named("--scaling", given, parse_scaling);
              }});
    list.add({.name = "init",
              .value = "NAME",
              .help = "how weights start: glorot-uniform, glorot-normal, he-uniform, he-normal or torch-linear",
              .default_text = std::string(to_string(options.initialisation)),
              .set = [this](const std::string& given) {
                  options.initialisation = parse_named("--init", given, parse_initialisation);
              }});
    list.text("class-weights", "LIST", class_weights,
              "factors on the cost of each class, with commas; or balanced: by the inverse of its share");
    add_seed(list, options.seed, "of the first weights, the order of the patterns and the split");
    add_threads(list, options.threads);
}

void TrainingChoices::add_rate(OptionList& list) {
    list.add({.name = "schedule",
              .value = "NAME[:KEY=X,...]",
              .help = "of the learning rate: constant, step:gamma=0.1,every=10, exponential:gamma=0.95, "
                      "cosine:minimum=0, one-cycle:peak_at=0.3,start=0.04; each takes warmup=SHARE",
              .default_text = to_string(options.schedule),
              .set = [this](const std::string& given) { options.schedule = parse_schedule(given); }});
    list.number("weight-decay", "X", options.weight_decay, {0, largest_number},
                "adds X times the weights to their gradient; not for biases");
    list.texts("group", "PATTERN: ...", options.groups,
               "rate=X, decay=X (factors) or frozen for the tensors that match, such as \"layers.0.*: rate=0.1\"");
    list.number("clip-norm", "X", options.clip_norm, {0, largest_number},
                "scales a gradient that is longer than X down to it; 0: off");
    list.number("clip-value", "X", options.clip_value, {0, largest_number},
                "limits every element of the gradient to [-X, X]; 0: off");
}

void TrainingChoices::add_stopping(OptionList& list) {
    list.number("validation", "FRACTION", validation, {0, 0.999}, "share of the data that is held out and measured");
    list.whole("patience", "N", options.patience, {0, largest_count},
               "ends after N epochs without a better validation loss and keeps the best weights; 0: off");
    list.number("min-improvement", "X", options.minimum_improvement, {0, largest_number},
                "how much lower a validation loss must be to count as better");
    list.add({.name = "on-divergence",
              .value = "NAME",
              .help = "when numbers stop being finite: stop; skip the step; or restore the last good epoch and "
                      "halve the learning rate",
              .default_text = std::string(to_string(options.on_divergence)),
              .set = [this](const std::string& given) { options.on_divergence = parse_on_divergence(given); }});
}

std::vector<float> TrainingChoices::weights_of(const Dataset& training) const {
    if (class_weights.empty()) return {};
    if (!training.has_classes()) throw UsageError("--class-weights", "the data has no classes");
    if (class_weights == "balanced") return balanced_weights(training);
    std::vector<float> weights;
    for (const std::string& part : split_list(class_weights)) {
        weights.push_back(static_cast<float>(parse_real("--class-weights", part, {0, 1e30})));
    }
    return weights;
}

void add_threads(OptionList& list, Threads& threads) {
    list.add({.name = "threads",
              .value = "N|auto",
              .help = "that work; auto: as many as affinity mask and control group allow; results do not depend on it",
              .default_text = "auto",
              .set = [&threads](const std::string& given) {
                  threads.count = given == "auto" ? 0 : parse_whole("--threads", given, {1, most_threads});
              }});
}

void add_seed(OptionList& list, std::uint64_t& seed, const std::string& help) {
    list.whole("seed", "N", seed, {0, std::numeric_limits<std::uint64_t>::max()}, help);
}

}  // namespace descent::cli
