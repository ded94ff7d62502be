#include "training/memory.h"

#include <descent/error.h>

#include "base/text.h"
#include "network/layout.h"
#include "storage/whole_files.h"
#include "update/optimizer.h"

namespace descent::training {

namespace {

/// Which slots a rule has depends on its settings, not on the network: asked with one weight.
std::uint64_t slots_of(const TrainingOptions& options, const Registry& registry) {
    const network::Layout one = network::make_layout({.inputs = 1, .layers = {{.units = 1}}});
    const update::Optimizer rule(registry, options.optimizer, options.settings, one, inspect_machine().chosen);
    return rule.slot_names().size();
}

}  // namespace

Memory memory_of(const Network& network, const TrainingOptions& options, const Registry& registry) {
    const std::uint64_t arena = network::make_layout(network).size * sizeof(float);
    return {
        .parameters = arena, .optimizer_state = slots_of(options, registry) * arena, .optimizer = options.optimizer};
}

std::string bytes_text(std::uint64_t bytes) {
    const char* const units[] = {" bytes", " kB", " MB", " GB", " TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 999.5 && unit < 4; ++unit) size /= 1000;
    return short_number(size, 3) + units[unit];
}

void require_memory(const Memory& needed, std::uint64_t available) {
    if (needed.total() > available) refuse_for_memory(needed, available);
}

std::string memory_refusal() {
    return "not enough memory, of which " + bytes_text(parallel::available_memory()) + " are available";
}

void refuse_to_read(const std::string& path) {
    const auto size = storage::file_size(path);
    throw Error(printable(path, 1000) + ": not enough memory to read it" +
                (size ? ", a file of " + bytes_text(*size) + " that takes more than that while it is read" : "") +
                ": " + bytes_text(parallel::available_memory()) + " are available");
}

void refuse_to_compute(const Model& model, std::size_t patterns) {
    std::uint64_t weights = 0;
    for (const ModelTensor& tensor : model.tensors) weights += tensor.values.size() * sizeof(float);
    const std::uint64_t outputs = patterns * model.network.outputs() * sizeof(double);
    throw Error("not enough memory: the model's weights take " + bytes_text(weights) + ", its outputs for " +
                grouped(static_cast<double>(patterns)) + " patterns " + bytes_text(outputs) +
                ", and the patterns in work come on top, but " + bytes_text(parallel::available_memory()) +
                " are available");
}

void refuse_network(const Network& network) {
    const network::Layout layout = network::make_layout(network);
    throw Error("not enough memory: the parameters take " + bytes_text(layout.size * sizeof(float)) +
                ", and what is computed with them comes on top, but " + bytes_text(parallel::available_memory()) +
                " are available; smaller layers need less");
}

void refuse_for_memory(const Memory& needed, std::uint64_t available) {
    throw Error("not enough memory: the parameters take " + bytes_text(needed.parameters) + ", the state of " +
                printable(needed.optimizer) + " " + bytes_text(needed.optimizer_state) +
                ", and the patterns in work come on top, but " + bytes_text(available) +
                " are available; smaller layers or a smaller batch need less");
}

}  // namespace descent::training
