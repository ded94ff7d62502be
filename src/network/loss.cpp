#include "network/loss.h"

#include <descent/error.h>

#include <array>

#include "base/text.h"
#include "network/names.h"

namespace descent {

std::span<const Named<Loss>> enum_names(Loss) {
    static constexpr std::array<Named<Loss>, 2> names = {{{Loss::mse, "mse"}, {Loss::cross_entropy, "cross-entropy"}}};
    return names;
}

std::string_view to_string(Loss loss) { return name_of(loss); }

Loss parse_loss(std::string_view name) { return value_of<Loss>(name, "loss"); }

void validate_loss(Loss loss, Activation output_activation) {
    if (to_string(loss) == "unknown") {
        throw UsageError("loss", "number " + to_text(static_cast<int>(loss)) + " is not known");
    }
    if (loss != Loss::cross_entropy) return;
    if (output_activation == Activation::softmax || output_activation == Activation::sigmoid) return;
    throw UsageError("loss", "cross-entropy needs outputs with activation softmax or sigmoid, not " +
                                 std::string(to_string(output_activation)));
}

bool network::takes_classes(Loss loss) { return loss == Loss::cross_entropy; }

}  // namespace descent
