#include <descent/loss.h>

#include <descent/error.h>

#include <array>

#include "base/text.h"
#include "network/names.h"
#include "network/with_loss.h"

namespace descent {

std::span<const Named<Loss>> enum_names(Loss) {
#define DESCENT_NAME(name, ...) Named<Loss>{Loss::name, dashed<#name>()},
    static constexpr std::array names = {DESCENT_LOSSES(DESCENT_NAME)};
#undef DESCENT_NAME
    return names;
}

std::string_view to_string(Loss loss) { return name_of(loss); }

Loss parse_loss(std::string_view name) { return value_of<Loss>(name, "loss"); }

TargetKind targets_of(Loss loss) {
    switch (loss) {  // NOLINT(bugprone-branch-clone): each loss of the list says its own
#define DESCENT_TARGETS(name, Formula, number, targets) \
    case Loss::name: return TargetKind::targets;
        DESCENT_LOSSES(DESCENT_TARGETS)
#undef DESCENT_TARGETS
    }
    return TargetKind::any;
}

void validate_loss(Loss loss, Activation output_activation) {
    const std::string name(to_string(loss));
    if (name == "unknown") throw UsageError("loss", "number " + to_text(static_cast<int>(loss)) + " is not known");
    const bool softmax = output_activation == Activation::softmax;
    const bool from_sums = network::with_loss(loss, []<class Formula>(Formula) { return network::FromSums<Formula>; });
    if (from_sums && !softmax && output_activation != Activation::sigmoid) {
        throw UsageError("loss", name + " needs outputs with activation softmax or sigmoid, not " +
                                     std::string(to_string(output_activation)));
    }
    if (softmax && targets_of(loss) == TargetKind::numbers) {
        throw UsageError(
            "loss",
            name + " is for numbers, but softmax outputs are for classes; cross-entropy and mse are for classes");
    }
}

void validate_loss_of_classes(Loss loss) {
    if (targets_of(loss) != TargetKind::numbers) return;
    throw UsageError("loss", std::string(to_string(loss)) +
                                 " is for numbers, but the targets are classes; "
                                 "cross-entropy and mse are for classes");
}

}  // namespace descent
