#include "training/checkpoint_position.h"

#include "base/text.h"

namespace descent::training {
namespace {

/// "GRADIENT WEIGHTS", empty for those that were not measured.
std::string norms_text(const std::optional<Norms>& norms) {
    return norms ? to_text(norms->gradient) + " " + to_text(norms->weights) : "";
}

std::optional<Norms> read_norms(const JsonReader& reader) {
    if (!reader.has("norms") || reader.text("norms").empty()) return std::nullopt;  // earlier versions have none
    const std::string text = reader.text("norms");
    const std::size_t blank = text.find(' ');
    const auto gradient = parse_number<double>(text.substr(0, blank));
    const auto weights = parse_number<double>(blank == std::string::npos ? "" : text.substr(blank + 1));
    if (!gradient || !weights) reader.fail("norms", quote(text), "two numbers");
    return Norms{*gradient, *weights};
}

}  // namespace

Json position_record(const Position& position) {
    return {{"epoch", position.epoch},
            {"batch", position.batch},
            {"step", position.step},
            {"skipped", position.skipped},
            {"restores", position.restores},
            {"loss", to_text(position.loss)},
            {"weight", to_text(position.weight)},
            {"first_loss", to_text(position.first_loss)},
            {"correct", position.correct},
            {"patterns", position.patterns},
            {"epoch_seconds", position.epoch_seconds},
            {"norms", norms_text(position.norms)},
            {"seconds", position.seconds}};
}

double exact_number(const JsonReader& reader, const std::string& name) {
    const auto number = parse_number<double>(reader.text(name));
    if (!number) reader.fail(name, quote(reader.text(name)), "a number");
    return *number;
}

Position read_position(const JsonReader& reader) {
    constexpr std::uint64_t largest = std::uint64_t{1} << 53U;
    return {.epoch = reader.whole("epoch", largest),
            .batch = reader.whole("batch", largest),
            .step = reader.whole("step", largest),
            .skipped = reader.whole("skipped", largest),
            .restores = reader.whole("restores", 63),
            .first_loss = exact_number(reader, "first_loss"),
            .loss = exact_number(reader, "loss"),
            .weight = exact_number(reader, "weight"),
            .correct = reader.whole("correct", largest),
            .patterns = reader.whole("patterns", largest),
            .epoch_seconds = reader.number("epoch_seconds"),
            .norms = read_norms(reader),
            .seconds = reader.number("seconds")};
}

}  // namespace descent::training
