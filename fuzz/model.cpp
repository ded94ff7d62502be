// Foreign bytes as a model: what is read can be written, and is then read as the same model.

#include "model/format.h"

#include "entry.h"
#include "storage/whole_files.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::read_or_refuse([&] {
        const Model model = model::parse_model(fuzz::file_of(bytes, size));
        const std::string written = model::write_model(model);
        const Model again = model::parse_model({nullptr, storage::as_bytes(written), "again"});
        fuzz::require(again.network == model.network && again.scaling == model.scaling);
        fuzz::require(model::write_model(again) == written);
    });
    return 0;
}
