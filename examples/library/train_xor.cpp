// Trains a small network on a table and keeps it: train_xor xor.csv xor.safetensors
#include <descent/descent.h>

#include <iostream>

int main(int count, char** arguments) {
    if (count != 3) return std::cerr << "usage: train_xor DATA.csv MODEL.safetensors\n", 2;
    try {
        const auto data =
            descent::read_dataset({.path = arguments[1], .targets = {"y"}, .task = descent::Task::regression});
        const descent::Network network{.inputs = data.inputs(),
                                       .layers = {{8, descent::Activation::tanh}, {1, descent::Activation::sigmoid}}};
        const descent::TrainingOptions options{
            .optimizer = "adam", .settings = {{"learning_rate", "0.1"}}, .batch_size = 4, .epochs = 400};
        const auto registry = descent::builtin_optimizers();
        descent::Observer silent;
        const auto result = descent::train(network, data, {}, options, registry, silent);
        descent::save(result.model, arguments[2]);
        for (const double y : descent::predict(descent::load(arguments[2]), data)) std::cout << (y > 0.5) << '\n';
    } catch (const descent::Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
