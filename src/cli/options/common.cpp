#include "cli/options/common.h"

namespace descent::cli {

void add_common_options(OptionList& options) {
    options.group("General");
    options.add({.name = "config",
                 .value = "FILE",
                 .help = "options as lines 'name = value'; the command line wins",
                 .set = [](const std::string&) {},
                 .file = reads_file()});
    options.add(
        {.name = "help", .help = "shows this page", .kind = Option::Kind::flag, .set = [](const std::string&) {}});
}

}  // namespace descent::cli
