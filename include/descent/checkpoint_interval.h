#pragma once
/// \file
/// How often a run writes checkpoints.
///
/// Contract: a value; it decides no trained bits. [any thread]
///
///     options.checkpoint_every = descent::parse_checkpoint_interval("500steps");

#include <cstdint>
#include <string>
#include <string_view>

namespace descent {

struct CheckpointInterval {
    enum class Unit {
        automatic,  ///< between steps, as often as takes less than 1% of the time
        epochs,
        steps,
        seconds,  ///< between steps, by the clock
    };

    CheckpointInterval() = default;
    /// A bare number counts epochs.
    CheckpointInterval(std::uint64_t epochs)  // NOLINT(google-explicit-constructor): as it is typed
        : unit(Unit::epochs), count(epochs) {}
    CheckpointInterval(std::uint64_t number, Unit of) : unit(of), count(number) {}

    Unit unit = Unit::automatic;
    std::uint64_t count = 0;  ///< at least 1; of no meaning where it is automatic

    bool operator==(const CheckpointInterval&) const = default;
};

/// As it is parsed: "auto", "3", "500steps", "600s".
std::string to_string(const CheckpointInterval& interval);

/// "auto", "3", "3epochs", "500steps", "90s", "10m", "2h"; throws UsageError with the name of the option.
CheckpointInterval parse_checkpoint_interval(std::string_view text);

}  // namespace descent
