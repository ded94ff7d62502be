#include "reproduction/experiment.h"
#include "reproduction/fashion_mnist.h"
#include "reproduction/published.h"
#include "reproduction/scikit_stop.h"

namespace descent::reproduction {
namespace {

constexpr std::uint64_t seeds = 5;

struct Row {
    const char* name;
    std::vector<std::size_t> hidden;
    const char* accuracy;  ///< on test data, mean of five shuffles
};

std::vector<Row> published_rows() {
    return {{"784-100-10", {100}, "0.871"},
            {"784-100-10-10", {100, 10}, "0.870"},
            {"784-10-10-10", {10, 10}, "0.850"},
            {"784-10-10", {10}, "0.848"}};
}

Plan plan(const std::string&) {
    constexpr double batch = 200, penalty = 1e-4;
    Plan plan;
    for (const Row& row : published_rows()) {
        Problem problem = fashion_mnist(row.hidden, Initialisation::scikit_learn, 200);
        problem.name = row.name;
        problem.validation_data = problem.test;  // its accuracy after every epoch; nothing is chosen by it
        problem.options.scaling = ScalingKind::standardise;
        problem.options.batch_size = static_cast<std::uint64_t>(batch);
        problem.options.weight_decay = penalty / batch;  // scikit-learn divides its penalty by the batch
        plan.problems.push_back(std::move(problem));
    }
    plan.contestants = {{.optimizer = "adam", .settings = {{"learning_rate", {"0.001"}}, {"variant", {"eps_hat"}}}}};
    plan.protocol = untuned(seeds);
    return plan;
}

std::vector<Point> points(const study::Study& study) {
    std::vector<Pair> pairs;
    for (const Row& row : published_rows()) {
        Pair pair{.name = std::string(row.name) + ", test accuracy", .published = printed(row.accuracy, seeds)};
        for (const auto* run : study.of(row.name, "adam", Phase::final)) {
            pair.ours.push_back(stop_of_scikit(run->curve).validation_accuracy);
        }
        pairs.push_back(std::move(pair));
    }
    return points_of(pairs);
}

}  // namespace

Experiment published_experiments::fashion_mnist_paper() {
    return {.name = "fashion-mnist-paper",
            .source =
                "Xiao, Rasul and Vollgraf 2017, arXiv 1708.07747, table 3; "
                "zalandoresearch/fashion-mnist, benchmark/runner.py, b2617bb",
            .settings =
                "scikit-learn's MLPClassifier with ReLU and its defaults: adam at 0.001, batch 200, penalty "
                "1e-4, up to 200 epochs, inputs standardised; five seeds of ours",
            .minutes = 12,
            .package = "dataset-fashion-mnist",
            .plan = plan,
            .points = points};
}

}  // namespace descent::reproduction
