#include "reproduction/fashion_mnist.h"

#include <descent/error.h>

#include "base/text.h"
#include "data/read_dataset.h"
#include "reproduction/published.h"

namespace descent::reproduction {

Problem fashion_mnist(const std::vector<std::size_t>& hidden, Initialisation initialisation, std::uint64_t epochs) {
    Problem problem{.name = data::fashion_mnist, .source = data::fashion_mnist, .metric = Metric::accuracy};
    problem.training = read_dataset({.path = data::fashion_mnist});
    problem.test = read_dataset({.path = data::fashion_mnist, .test_part = true});
    problem.network.inputs = problem.training.inputs();
    for (const std::size_t units : hidden) problem.network.layers.push_back({units, Activation::relu});
    problem.network.layers.push_back({problem.training.outputs(), Activation::softmax});
    problem.options.loss = Loss::cross_entropy;
    problem.options.initialisation = initialisation;
    problem.options.batch_size = 32;
    problem.options.epochs = epochs;
    return problem;
}

Problem fashion_mnist_of_hands_on(const std::vector<std::size_t>& hidden, Initialisation initialisation,
                                  std::uint64_t epochs) {
    Problem problem = fashion_mnist(hidden, initialisation, epochs);
    constexpr double held_out = 5000;
    problem.validation = {.fraction = held_out / static_cast<double>(problem.training.patterns()), .last = true};
    return problem;
}

void add_figures(const study::Study& study, const std::string& optimizer, const std::string& name, std::uint64_t epoch,
                 const std::vector<std::string>& figures, std::vector<Pair>& pairs) {
    struct Figure {
        const char* name;
        double study::CurvePoint::*value;
    };
    constexpr Figure known[] = {{"loss", &study::CurvePoint::loss},
                                {"accuracy", &study::CurvePoint::accuracy},
                                {"validation loss", &study::CurvePoint::validation_loss},
                                {"validation accuracy", &study::CurvePoint::validation_accuracy}};
    const auto runs = study.of(study.problems.front().name, optimizer, Phase::final);
    for (std::size_t i = 0; i < std::size(known); ++i) {
        Pair pair{.name = name + ", epoch " + to_text(epoch) + ", " + known[i].name,
                  .published = printed(figures.at(i))};
        for (const auto* run : runs) pair.ours.push_back(run->curve.at(epoch - 1).*known[i].value);
        pairs.push_back(std::move(pair));
    }
}

}  // namespace descent::reproduction
