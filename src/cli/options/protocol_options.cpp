#include "base/text.h"
#include "cli/options/comparison_options.h"
#include "cli/options/setting_options.h"
#include "contest/names.h"

namespace descent::cli {

void ProtocolOptions::add_to(OptionList& options) {
    options.group("Protocol", {when_run()});
    add_search(options);
    options.whole("seeds", "N", protocol.seeds, {1, 100'000},
                  "runs of every optimizer at its best setting, on test data");
    add_seed(options, protocol.first_seed, "first seed; tuning takes the first ones, the final runs those that follow");
    options.add({.name = "target-accuracy",
                 .value = "X",
                 .help = "validation accuracy that counts as reached, for problems judged by it [default: chosen from "
                         "the tuning runs]",
                 .set = [this](const std::string& given) {
                     protocol.target_accuracy = parse_real("target_accuracy", given, {0, 1});
                 }});
    options.add({.name = "target-loss",
                 .value = "X",
                 .help = "the same for problems judged by their loss; alone it makes the loss decide",
                 .set = [this](const std::string& given) {
                     protocol.target_loss = parse_real("target_loss", given, {-largest_number, largest_number});
                 }});
    options.text("baseline", "NAME", protocol.baseline,
                 "the optimizer that the others are held against [default: the first]");
    options.number("equal-accuracy", "X", protocol.equal_accuracy, {0, 1},
                   "accuracies no further apart are practically equal: a difference that does not matter");
    options.number("equal-loss", "X", protocol.equal_loss, {0, 1}, "the same of losses, as a share of the smaller one");
    options.add({.name = "jobs",
                 .value = "N|auto",
                 .help = "threads in all; trials run side by side, one thread each, when that fills them; figures do "
                         "not depend on it",
                 .default_text = "auto",
                 .set = [this](const std::string& given) {
                     protocol.jobs = given == "auto" ? 0 : parse_whole("jobs", given, {1, training::most_threads});
                 }});
    options.add({.name = "no-trajectories",
                 .help = "records no paths of the weights, which takes one more run of each optimizer",
                 .kind = Option::Kind::flag,
                 .set = [this](const std::string&) { protocol.trajectories = false; }});
}

void ProtocolOptions::add_search(OptionList& options) {
    options.choice<Tuning>("tune", protocol.tuning,
                           "how settings are searched in the ranges that optimizers declare: {}; none: the defaults "
                           "and what --set gives",
                           std::string(to_string(protocol.tuning)));
    options.whole("budget", "N", protocol.budget, {1, 100'000}, "settings tried for each optimizer on each problem");
    options.add({.name = "tuned",
                 .value = "A,B,...",
                 .help = "hyper-parameters that are searched, of every optimizer that has them",
                 .default_text = join(protocol.tuned, ","),
                 .set = [this](const std::string& given) { protocol.tuned = split_list(given); }});
    options.whole("tuning-seeds", "N", protocol.tuning_seeds, {1, 100'000}, "runs of each setting that is tried");
}

}  // namespace descent::cli
