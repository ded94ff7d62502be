#include <map>

#include "base/text.h"
#include "reproduction/experiment.h"
#include "reproduction/fashion_mnist.h"
#include "reproduction/published.h"

namespace descent::reproduction {
namespace {

constexpr std::uint64_t printed_epochs[] = {1, 5, 10};

using Settings = std::map<std::string, std::vector<std::string>>;

/// What each block of the notebook is printed as, and how it was trained. All at rate 0.001, with Keras' defaults.
struct Block {
    const char* printed_as;
    const char* optimizer;
    Settings settings;
};

std::vector<Block> blocks() {
    const std::vector<std::string> epsilon = {"1e-7"};
    return {{"sgd", "gd", {}},
            {"momentum", "momentum", {{"momentum", {"0.9"}}}},
            {"nesterov", "nesterov", {{"momentum", {"0.9"}}}},
            {"adagrad", "adagrad", {{"start", {"0.1"}}, {"epsilon", epsilon}, {"variant", {"keras"}}}},
            {"rmsprop", "rmsprop", {{"rho", {"0.9"}}, {"epsilon", epsilon}, {"variant", {"keras"}}}},
            {"adam", "adam", {{"epsilon", epsilon}, {"variant", {"eps_hat"}}}},
            {"adamax", "adamax", {{"epsilon", epsilon}}},
            {"nadam", "nadam", {{"epsilon", epsilon}, {"variant", {"keras"}}}},
            {"adamw", "adamw", {{"epsilon", epsilon}, {"weight_decay", {"1e-5"}}}}};
}

Plan plan(const std::string&) {
    Plan plan{.problems = {fashion_mnist_of_hands_on({100, 100, 100}, Initialisation::he_normal, 10)}};
    for (const Block& block : blocks()) {
        plan.contestants.push_back({.optimizer = block.optimizer, .settings = block.settings});
        plan.contestants.back().settings["learning_rate"] = {"0.001"};
    }
    plan.protocol = untuned(10);
    return plan;
}

std::vector<Point> points(const study::Study& study) {
    std::map<std::string, std::map<std::string, std::vector<std::string>>> rows;
    for (const auto& row : rows_of(hands_on_chapter_11_text())) rows[row[0]][row[1]] = row;
    std::vector<Pair> pairs;
    for (const Block& block : blocks()) {
        const std::string name = block.printed_as;
        for (const std::uint64_t epoch : printed_epochs) {
            const auto& row = rows.at(name).at(to_text(epoch));
            add_figures(study, block.optimizer, name, epoch, {row.begin() + 2, row.end()}, pairs);
            if (name != "sgd") continue;
            for (auto pair = pairs.end() - 4; pair != pairs.end(); ++pair) {
                pair->known_difference = "the notebook prints the log of momentum here, digit for digit";
            }
        }
    }
    return points_of(pairs);
}

}  // namespace

Experiment published_experiments::hands_on_chapter_11() {
    return {.name = "hands-on-chapter-11",
            .source = "Geron, Hands-On Machine Learning, 3rd edition, notebook 11: ageron/handson-ml3, e3f3f9e",
            .settings =
                "Fashion-MNIST, 784-100-100-100-10 with ReLU and He's normal, batch 32, rate 0.001, the last "
                "5,000 patterns held out; nine optimizers after epochs 1, 5 and 10, ten seeds of ours",
            .minutes = 6,
            .package = "dataset-fashion-mnist",
            .plan = plan,
            .points = points};
}

}  // namespace descent::reproduction
