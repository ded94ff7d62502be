#include "cli/commands/list.h"

namespace descent::cli {

std::vector<std::unique_ptr<Command>> commands() {
    std::vector<std::unique_ptr<Command>> list;
#define COMMAND(name) list.push_back(make_##name());
#include "cli/commands/list.inc"
#undef COMMAND
    return list;
}

}  // namespace descent::cli
