#include "training/checkpoint.h"

#include <descent/error.h>

#include <charconv>

#include "base/text.h"
#include "model/safetensors.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"
#include "training/checkpoint_position.h"
#include "training/run_record.h"
#include "training/tensors.h"

namespace descent::training {
namespace {

// In files: never change.
constexpr std::uint64_t format_version = 2;
const std::string description_key = "descent-checkpoint";
const std::string checksum_key = "checksum";
const std::string description_place = "checkpoint description";
const std::string best_prefix = "best.";
const std::string slot_prefix = "optimizer.";

std::string slot_prefix_of(const std::string& slot) { return slot_prefix + slot + "."; }

std::string checksum_text(std::span<const std::byte> bytes) { return hexadecimal(storage::checksum(bytes)); }

std::string checksum_text(const NamedTensor& tensor) {
    storage::Checksum sum;
    tensor.write([&](std::span<const std::byte> bytes) { sum.add(bytes); });
    return hexadecimal(sum.value());
}

Json globals_record(const State& state) {
    Json globals = Json::object();
    for (const State::Global& global : state.globals) globals[global.name] = to_text(global.value);
    return globals;
}

Json history_record(const HistoryMark& history) {
    return {{"epochs", history.epochs}, {"hash", hexadecimal(history.hash)}};
}

HistoryMark read_history(const JsonReader& reader) {
    const std::string text = reader.text("hash");
    std::uint64_t hash = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), hash, 16);
    if (parsed.ec != std::errc() || hexadecimal(hash) != text)
        reader.fail("hash", quote(text), "16 hexadecimal digits");
    constexpr std::uint64_t largest = std::uint64_t{1} << 53U;
    return {.epochs = reader.whole("epochs", largest), .hash = hash};
}

/// Every tensor of the file.
std::vector<NamedTensor> tensors_of(const Checkpoint& checkpoint, const network::Layout& layout) {
    std::vector<NamedTensor> tensors;
    const auto add = [&](std::span<const float> arena, const std::string& prefix) {
        for (NamedTensor& tensor : named(arena, layout, prefix)) tensors.push_back(std::move(tensor));
    };
    add(checkpoint.state.parameters, "");
    for (const State::Slot& slot : checkpoint.state.slots) add(slot.arena, slot_prefix_of(slot.name));
    if (!checkpoint.best.weights.empty()) add(checkpoint.best.weights, best_prefix);
    return tensors;
}

Json describe(const Checkpoint& checkpoint, const Json& checksums) {
    return {{"version", format_version},
            {"run_id", checkpoint.run_id},
            {"run", checkpoint.run},
            {"position", position_record(checkpoint.state.position)},
            {"optimizer_steps", checkpoint.state.optimizer_steps},
            {"optimizer_globals", globals_record(checkpoint.state)},
            {"history", history_record(checkpoint.history)},
            {"best_epoch", checkpoint.best.epoch},
            {"best_loss", to_text(checkpoint.best.loss)},
            {"has_best", !checkpoint.best.weights.empty()},
            {"checksums", checksums}};
}

/// The description, once its own checksum and version are right.
JsonReader read_description(const model::Container& container, const std::string& path) {
    const std::string* text = container.text(description_key);
    const std::string* checksum = container.text(checksum_key);
    if (text == nullptr || checksum == nullptr) {
        throw InputError(path, "__metadata__", "no text named '" + description_key + "' with a checksum",
                         "one: the file is no checkpoint of Descent");
    }
    const std::string actual = checksum_text(storage::as_bytes(*text));
    if (actual != *checksum) {
        throw InputError(path, description_place, "checksum " + actual, printable(*checksum) + ": the file is damaged");
    }
    JsonReader reader(parse_json(*text, path, description_place), path, description_place);
    const std::uint64_t version = reader.whole("version");
    if (version != format_version) {
        reader.fail("version", to_text(version), to_text(format_version) + ", which this Descent writes");
    }
    return reader;
}

void verify_tensors(const model::Container& container, const JsonReader& description, const std::string& path) {
    const JsonReader checksums = description.object("checksums");
    if (checksums.json().size() != container.tensors.size()) {
        throw InputError(path, "", to_text(container.tensors.size()) + " tensors",
                         to_text(checksums.json().size()) + ", as its description says");
    }
    for (const model::TensorBytes& tensor : container.tensors) {
        const std::string expected = checksums.text(tensor.name);
        const std::string actual = checksum_text(tensor.bytes);
        if (actual == expected) continue;
        throw InputError(path, "tensor " + quote(tensor.name), "checksum " + actual,
                         printable(expected) + ": the file is damaged");
    }
}

void read_globals(const JsonReader& reader, State& state) {
    for (State::Global& global : state.globals) global.value = exact_number(reader, global.name);
}

model::Container parse(std::span<const std::byte> bytes, const std::string& path) {
    return model::parse_safetensors({.owner = nullptr, .bytes = bytes, .path = path});
}

}  // namespace

void write_checkpoint(const Checkpoint& checkpoint, const network::Layout& layout, const storage::WriteBytes& write) {
    const std::vector<NamedTensor> tensors = tensors_of(checkpoint, layout);
    std::vector<model::TensorInfo> infos;
    Json checksums = Json::object();
    for (const NamedTensor& tensor : tensors) {
        infos.push_back({tensor.name, "F32", tensor.shape(), tensor.bytes()});
        checksums[tensor.name] = checksum_text(tensor);
    }
    const std::string description = to_json_line(describe(checkpoint, checksums));
    write(storage::as_bytes(model::write_header(
        {{description_key, description}, {checksum_key, checksum_text(storage::as_bytes(description))}}, infos)));
    for (const NamedTensor& tensor : tensors) tensor.write(write);
}

bool begins_as_checkpoint(std::span<const std::byte> bytes) {
    constexpr std::size_t enough = 128;  // the description is the first text of the header
    return storage::as_text(bytes).substr(0, enough).find('"' + description_key + '"') != std::string_view::npos;
}

Json decode_run(std::span<const std::byte> bytes, const std::string& path) {
    return read_description(parse(bytes, path), path).object("run").json();
}

Resumed decode_checkpoint(std::span<const std::byte> bytes, const std::string& path, const network::Layout& layout,
                          State& state) {
    const model::Container container = parse(bytes, path);
    const JsonReader description = read_description(container, path);
    verify_tensors(container, description, path);
    unpack(container, "", layout, state.parameters, path);
    for (const State::Slot& slot : state.slots) {
        unpack(container, slot_prefix_of(slot.name), layout, slot.arena, path);
    }
    state.optimizer_steps = description.whole("optimizer_steps");
    read_globals(description.object("optimizer_globals"), state);
    state.position = read_position(description.object("position"));
    Best best{.epoch = description.whole("best_epoch"), .loss = exact_number(description, "best_loss")};
    if (description.flag("has_best")) {
        best.weights.resize(layout.size);
        unpack(container, best_prefix, layout, best.weights, path);
    }
    return {.run_id = description.has("run_id") ? description.text("run_id") : "",
            .history = read_history(description.object("history")),
            .best = std::move(best)};
}

}  // namespace descent::training
