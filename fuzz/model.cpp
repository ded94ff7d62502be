// Foreign bytes as a model: what is read can be written, and is then read as the same model. A checksum would stop
// almost every change, so the file is also read after it was put right.

#include "model/format.h"

#include "entry.h"
#include "model/integrity.h"
#include "storage/whole_files.h"

using namespace descent;

namespace {

std::string written(const Model& model) {
    return fuzz::in_memory([&](const auto& write) { model::write_model(model, write); });
}

std::string with_right_sum(const storage::FileBytes& file) {
    model::Container container = model::parse_safetensors(file);
    std::erase_if(container.metadata, [](const auto& entry) { return entry.first == model::checksum_key; });
    container.metadata.emplace_back(model::checksum_key, model::checksum_of(container));
    return fuzz::in_memory([&](const auto& write) { model::write_safetensors(container, write); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto file = fuzz::file_of(bytes, size);
    fuzz::read_or_refuse([&] { model::parse_model(file); });
    fuzz::read_or_refuse([&] {
        const std::string right = with_right_sum(file);
        const Model model = model::parse_model({nullptr, storage::as_bytes(right), "foreign"});
        const std::string once = written(model);
        const Model again = model::parse_model({nullptr, storage::as_bytes(once), "again"});
        fuzz::require(again.network == model.network && again.scaling == model.scaling);
        fuzz::require(written(again) == once);
    });
    return 0;
}
