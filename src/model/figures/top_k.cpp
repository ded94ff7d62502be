#include "model/figures/top_k.h"

#include <descent/error.h>

#include "base/text.h"

namespace descent::model {

void check_top_k(std::optional<std::size_t> top_k, std::size_t classes) {
    if (!top_k) return;
    if (classes == 0) throw UsageError("top_k", "is a figure of classes; the targets are numbers");
    if (*top_k > 0 && *top_k < classes) return;
    throw UsageError("top_k", "found " + to_text(*top_k) + ", expected from 1 to " + to_text(classes - 1) +
                                  ": among all " + to_text(classes) + " classes the true one always is");
}

}  // namespace descent::model
