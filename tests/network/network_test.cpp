#include <descent/error.h>
#include <descent/loss.h>
#include <descent/network.h>

#include "base/text.h"
#include "network/names.h"
#include "support/catch.h"
#include "support/naive_loss.h"

namespace descent {
namespace {

/// What `validate` says of a network.
std::string complaint(const Network& network) {
    try {
        network.validate();
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("A network is written as its widths") {
    const Network network{.inputs = 784, .layers = {{128, Activation::sigmoid}, {10, Activation::softmax}}};
    CHECK(to_string(network) == "784-128-10");
    CHECK(network.outputs() == 10);
    CHECK(Network{}.outputs() == 0);
}

TEST_CASE("A sound network validates") {
    CHECK(complaint({.inputs = 1, .layers = {{1, Activation::identity}}}).empty());
    CHECK(complaint({.inputs = 784, .layers = {{128}, {10, Activation::softmax}}}).empty());
}

TEST_CASE("A network that cannot be built is refused with the place and the reason") {
    CHECK(complaint({.inputs = 0, .layers = {{1}}}) ==
          "network: the input has width 0; every width must be at least 1");
    CHECK(complaint({.inputs = 3, .layers = {}}) == "network: it has no layer; at least the output layer is needed");
    CHECK(complaint({.inputs = 3, .layers = {{2}, {0}}}) ==
          "network: layer 1 has width 0; every width must be at least 1");
    CHECK(complaint({.inputs = 3, .layers = {{2, Activation::softmax}, {2}}}) ==
          "network: layer 0 has activation softmax, which only the last layer can have");
    CHECK(complaint({.inputs = 3, .layers = {{2, static_cast<Activation>(99)}}}) ==
          "network: layer 0 has activation number 99, which is not known");
}

TEST_CASE("Widths whose product overflows are refused, not wrapped around") {
    CHECK(complaint({.inputs = SIZE_MAX, .layers = {{1}}}).find("the largest is 2147483648") != std::string::npos);
    CHECK(complaint({.inputs = 1u << 31, .layers = {{1u << 31}}}).find("more than the 128 TiB") != std::string::npos);
    const Layer widest{std::size_t{1} << 31, Activation::relu};
    CHECK(complaint({.inputs = 1, .layers = {widest, widest}}).find("in layer 1") != std::string::npos);
}

TEST_CASE("Activations, initialisations and losses read back from their names") {
    for (const Activation a : test::all_activations) CHECK(parse_activation(to_string(a)) == a);
    for (const auto i : {Initialisation::glorot_uniform, Initialisation::glorot_normal, Initialisation::he_uniform,
                         Initialisation::he_normal, Initialisation::torch_linear, Initialisation::lecun_normal,
                         Initialisation::scikit_learn}) {
        CHECK(parse_initialisation(to_string(i)) == i);
    }
    for (const Loss loss : test::all_losses) CHECK(parse_loss(to_string(loss)) == loss);
    CHECK(to_string(Loss::cross_entropy) == "cross-entropy");
}

TEST_CASE("A mistyped name is answered with the nearest and with all") {
    CHECK_THROWS_WITH(
        parse_activation("sigmod"),
        "activation: 'sigmod' is not known; did you mean 'sigmoid'? (known: " + join(names_of<Activation>()) + ")");
    CHECK_THROWS_AS(parse_initialisation("xavier"), UsageError);
    CHECK_THROWS_WITH(parse_loss("entropy of the cross"),
                      "loss: 'entropy of the cross' is not known (known: " + join(names_of<Loss>()) + ")");
}

TEST_CASE("Cross-entropy is refused on outputs that are no probabilities") {
    CHECK_NOTHROW(validate_loss(Loss::cross_entropy, Activation::softmax));
    CHECK_NOTHROW(validate_loss(Loss::cross_entropy, Activation::sigmoid));
    CHECK_NOTHROW(validate_loss(Loss::mse, Activation::relu));
    CHECK_THROWS_WITH(validate_loss(Loss::cross_entropy, Activation::relu),
                      "loss: cross-entropy needs outputs with activation softmax or sigmoid, not relu");
}

TEST_CASE("A loss for numbers is refused on softmax outputs and on classes") {
    CHECK_NOTHROW(validate_loss(Loss::huber, Activation::identity));
    CHECK_THROWS_WITH(validate_loss(Loss::huber, Activation::softmax),
                      "loss: huber is for numbers, but softmax outputs are for classes; cross-entropy and mse are for "
                      "classes");
    CHECK_THROWS_WITH(validate_loss_of_classes(Loss::mae),
                      "loss: mae is for numbers, but the targets are classes; cross-entropy and mse are for classes");
    for (const Loss loss : test::all_losses) {
        if (targets_of(loss) != TargetKind::numbers) CHECK_NOTHROW(validate_loss_of_classes(loss));
    }
}

TEST_CASE("A loss number that is not in the list is refused") {
    CHECK_THROWS_WITH(validate_loss(static_cast<Loss>(99), Activation::identity), "loss: number 99 is not known");
}

}  // namespace descent
