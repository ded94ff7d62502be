#include <descent/checkpoint_interval.h>
#include <descent/error.h>

#include <array>

#include "base/text.h"
#include "training/checkpoint_pace.h"

namespace descent {
namespace {

using Unit = CheckpointInterval::Unit;

struct Suffix {
    std::string_view text;
    Unit unit;
    std::uint64_t factor;
};

/// Those that end as another one stand behind it.
constexpr std::array<Suffix, 6> suffixes = {{{"epochs", Unit::epochs, 1},
                                             {"steps", Unit::steps, 1},
                                             {"s", Unit::seconds, 1},
                                             {"m", Unit::seconds, 60},
                                             {"h", Unit::seconds, 3600},
                                             {"", Unit::epochs, 1}}};

[[noreturn]] void refuse(std::string_view found) {
    throw UsageError("checkpoint_every", "found " + quote(found) +
                                             ", expected auto, or a whole number from 1 with nothing or a unit behind "
                                             "it, as 3epochs, 500steps, 90s, 10m or 2h");
}

}  // namespace

std::string to_string(const CheckpointInterval& interval) {
    switch (interval.unit) {
        case Unit::automatic: return "auto";
        case Unit::epochs: return to_text(interval.count);
        case Unit::steps: return to_text(interval.count) + "steps";
        case Unit::seconds: return to_text(interval.count) + "s";
    }
    return "auto";
}

CheckpointInterval parse_checkpoint_interval(std::string_view text) {
    if (text == "auto") return {};
    for (const Suffix& suffix : suffixes) {
        if (!text.ends_with(suffix.text)) continue;
        const auto count = parse_number<std::uint64_t>(text.substr(0, text.size() - suffix.text.size()));
        if (!count || *count == 0 || *count > training::largest_interval) break;
        return {*count * suffix.factor, suffix.unit};
    }
    refuse(text);
}

}  // namespace descent
