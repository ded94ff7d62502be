// Foreign bytes as an ONNX file: what is imported can be exported, and is then read as the same network.

#include "model/onnx.h"

#include "entry.h"
#include "model/import/import.h"
#include "storage/whole_files.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    storage::FileBytes file = fuzz::file_of(bytes, size);
    file.path = "foreign.onnx";
    fuzz::read_or_refuse([&] {
        const Model model = model::import_model(file, {});
        const std::string once = model::write_onnx(model);
        const Model again = model::import_model({nullptr, storage::as_bytes(once), "again.onnx"}, {});
        fuzz::require(again.network == model.network && again.scaling == model.scaling);
        for (std::size_t i = 0; i < model.tensors.size(); ++i) {
            fuzz::require(again.tensors[i].values == model.tensors[i].values);
        }
    });
    return 0;
}
