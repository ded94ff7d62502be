// Foreign bytes as a checkpoint: what is read can be written, and is then read as the same. Checksums would stop almost
// every change, so the file is also read after they were put right.

#include "training/checkpoint.h"

#include "entry.h"
#include "model/safetensors.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"
#include "training/run_record.h"

using namespace descent;

namespace {

std::string sum_of(std::span<const std::byte> bytes) { return training::hexadecimal(storage::checksum(bytes)); }

std::string with_right_sums(const storage::FileBytes& file) {
    model::Container container = model::parse_safetensors(file);
    std::string description;
    for (auto& [name, text] : container.metadata) {
        if (name != "descent-checkpoint") continue;
        Json changed = parse_json(text, file.path);
        if (changed.is_object()) {
            changed["checksums"] = Json::object();
            for (const auto& tensor : container.tensors) changed["checksums"][tensor.name] = sum_of(tensor.bytes);
        }
        description = text = to_json_line(changed);
    }
    for (auto& [name, text] : container.metadata) {
        if (name == "checksum") text = sum_of(storage::as_bytes(description));
    }
    return fuzz::in_memory([&](const auto& write) { model::write_safetensors(container, write); });
}

/// The checkpoint of a run of nadam that the bytes are, written again.
std::string written_again(std::span<const std::byte> bytes) {
    static const Registry registry = builtin_optimizers();
    static const Network network{.inputs = 1, .layers = {{2, Activation::softmax}}};
    static const auto layout = network::make_layout(network);
    static const Json record = training::run_record(network, {}, {}, {.optimizer = "nadam"}, registry);

    const Json run = training::decode_run(bytes, "foreign");
    training::differences(run, record);
    update::Optimizer optimizer(registry, "nadam", {}, layout, InstructionSet::baseline);
    std::vector<float> parameters(layout.size);
    training::State state = training::state_of(parameters, optimizer);
    const auto resumed = training::decode_checkpoint(bytes, "foreign", layout, state);
    return fuzz::in_memory([&](const auto& write) {
        training::write_checkpoint(
            {.run_id = resumed.run_id, .run = run, .state = state, .history = resumed.history, .best = resumed.best},
            layout, write);
    });
}

void read(std::span<const std::byte> bytes) {
    const std::string written = written_again(bytes);
    fuzz::require(written_again(storage::as_bytes(written)) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto file = fuzz::file_of(bytes, size);
    fuzz::read_or_refuse([&] { read(file.bytes); });
    fuzz::read_or_refuse([&] {
        const std::string right = with_right_sums(file);
        read(fuzz::file_of(reinterpret_cast<const std::uint8_t*>(right.data()), right.size()).bytes);
    });
    return 0;
}
