#include "base/text.h"
#include "cli/options/comparison_options.h"

namespace descent::cli {
void ContestantOptions::add_to(OptionList& options) {
    options.group("Optimizers", {when_run()});
    options.add({.name = "optimizers",
                 .value = "A,B,...",
                 .help = "who takes part; 'descent optimizers' lists them",
                 .default_text = join(optimizers, ","),
                 .set = [this](const std::string& given) { optimizers = split_list(given); }});
    options.add({.name = "set",
                 .value = "[NAME.]KEY=X,Y,...",
                 .help = "a hyper-parameter of the optimizer NAME, or of all that have it; several values become a "
                         "grid, and replace the search of this hyper-parameter",
                 .kind = Option::Kind::assignment,
                 .set = [this](const std::string& given) { set(given); }});
}

}  // namespace descent::cli
