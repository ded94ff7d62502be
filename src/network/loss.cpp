#include <descent/loss.h>

#include <array>

#include "network/names.h"

namespace descent {
namespace {

constexpr std::array<network::Named<Loss>, 2> loss_names = {
    {{Loss::mse, "mse"}, {Loss::cross_entropy, "cross-entropy"}}};

}  // namespace

std::string_view to_string(Loss loss) { return network::name_of<Loss>(loss, loss_names); }

Loss parse_loss(std::string_view name) { return network::value_of<Loss>(name, loss_names, "loss"); }

void validate_loss(Loss loss, Activation output_activation) {
    if (to_string(loss) == "unknown") {
        throw UsageError("loss", "number " + to_text(static_cast<int>(loss)) + " is not known");
    }
    if (loss != Loss::cross_entropy) return;
    if (output_activation == Activation::softmax || output_activation == Activation::sigmoid) return;
    throw UsageError("loss", "cross-entropy needs outputs with activation softmax or sigmoid, not " +
                                 std::string(to_string(output_activation)));
}

}  // namespace descent
