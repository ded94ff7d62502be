#include "cli/options/model_options.h"

#include "training/memory.h"

namespace descent::cli {

void ModelOptions::add_to(OptionList& options) {
    options.group("Model");
    options.text("model", "FILE", model, "a model that 'descent train --out' wrote").file = reads_file();
}

Model ModelOptions::read() const {
    if (model.empty()) throw UsageError("model", "is missing; name a file that 'descent train --out' wrote");
    return training::reading_within_memory(model, [&] { return load(model); });
}

}  // namespace descent::cli
