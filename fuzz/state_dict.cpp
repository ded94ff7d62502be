// Foreign bytes as a file of PyTorch's tensors.

#include "entry.h"
#include "model/consistent.h"
#include "model/import/import.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    storage::FileBytes file = fuzz::file_of(bytes, size);
    file.path = "foreign.safetensors";
    fuzz::read_or_refuse([&] {
        const Model model = model::import_model(file, {.activation = "relu", .output_activation = "softmax"});
        model::require_consistent(model);
    });
    return 0;
}
