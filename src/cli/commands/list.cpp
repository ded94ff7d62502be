#include "cli/commands/list.h"

namespace descent::cli {

std::vector<std::unique_ptr<Command>> commands() {
    std::vector<std::unique_ptr<Command>> list;
    for (const auto make : {
             make_train,
             make_evaluate,
             make_predict,
             make_compare,
             make_optimizers,
             make_check_optimizer,
             make_new_optimizer,
             make_check_gradient,
             make_info,
             make_export,
         }) {
        list.push_back(make());
    }
    return list;
}

}  // namespace descent::cli
