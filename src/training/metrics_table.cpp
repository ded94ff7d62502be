#include "training/metrics_table.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace descent::training {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

std::optional<double> unless_absent(double value) {
    return std::isnan(value) ? std::nullopt : std::optional<double>(value);
}

/// A whole number that a double holds; damage that checksums cannot see (a foreign writer) becomes 0.
std::uint64_t whole_number(double value) { return value >= 0 && value < 9e15 ? static_cast<std::uint64_t>(value) : 0; }

}  // namespace

std::vector<double> to_table(std::span<const EpochEvent> events) {
    std::vector<double> table;
    table.reserve(events.size() * metrics_columns);
    for (const EpochEvent& event : events) {
        table.insert(table.end(), {static_cast<double>(event.epoch), static_cast<double>(event.step), event.loss,
                                   event.accuracy.value_or(absent), event.validation_loss.value_or(absent),
                                   event.validation_accuracy.value_or(absent), event.learning_rate, event.seconds,
                                   event.patterns_per_second, event.norms ? event.norms->gradient : absent,
                                   event.norms ? event.norms->weights : absent});
    }
    return table;
}

std::vector<EpochEvent> from_table(std::span<const std::byte> table, std::uint64_t epochs, bool validated) {
    std::vector<EpochEvent> events;
    std::array<double, metrics_columns> row{};
    events.reserve(table.size() / sizeof(row));
    for (; table.size() >= sizeof(row); table = table.subspan(sizeof(row))) {
        std::memcpy(row.data(), table.data(), sizeof(row));
        events.push_back({.epoch = whole_number(row[0]),
                          .epochs = epochs,
                          .step = whole_number(row[1]),
                          .loss = row[2],
                          .accuracy = unless_absent(row[3]),
                          .validation_loss = validated ? std::optional<double>(row[4]) : std::nullopt,
                          .validation_accuracy = unless_absent(row[5]),
                          .learning_rate = row[6],
                          .seconds = row[7],
                          .patterns_per_second = row[8],
                          .norms = std::isnan(row[10]) ? std::nullopt : std::optional<Norms>({row[9], row[10]})});
    }
    return events;
}

}  // namespace descent::training
