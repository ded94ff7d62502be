#include "base/text.h"
#include "reproduction/experiment.h"
#include "reproduction/fashion_mnist.h"

namespace descent::reproduction {
namespace {

constexpr std::uint64_t epochs = 30;

/// The epochs that the book prints: loss, accuracy, validation loss, validation accuracy.
struct Row {
    std::uint64_t epoch;
    std::vector<std::string> figures;
};

std::vector<Row> published_rows() {
    return {{1, {"0.7220", "0.7649", "0.4959", "0.8332"}},
            {2, {"0.4825", "0.8332", "0.4567", "0.8384"}},
            {epochs, {"0.2235", "0.9200", "0.3056", "0.8894"}}};
}

Plan plan(const std::string&) {
    return {.problems = {fashion_mnist_of_hands_on({300, 100}, Initialisation::glorot_uniform, epochs)},
            .contestants = {{.optimizer = "gd", .settings = {{"learning_rate", {"0.01"}}}}},
            .protocol = untuned(5)};
}

std::vector<Point> points(const study::Study& study) {
    std::vector<Pair> pairs;
    for (const Row& row : published_rows()) add_figures(study, "gd", "sgd", row.epoch, row.figures, pairs);
    return points_of(pairs);
}

}  // namespace

Experiment published_experiments::hands_on_chapter_10() {
    return {
        .name = "hands-on-chapter-10",
        .source = "Geron, Hands-On Machine Learning, 3rd edition, chapter 10, \"Training and evaluating the model\"",
        .settings =
            "Fashion-MNIST, 784-300-100-10 with ReLU and Glorot's uniform, batch 32, gd at 0.01, the last "
            "5,000 patterns held out; epochs 1, 2 and 30, five seeds of ours",
        .minutes = 5,
        .package = "dataset-fashion-mnist",
        .plan = plan,
        .points = points};
}

}  // namespace descent::reproduction
