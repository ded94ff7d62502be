#include "contest/suites/scikit_table.h"
#include "reproduction/experiment.h"
#include "reproduction/published.h"
#include "reproduction/scikit_stop.h"

namespace descent::reproduction {
namespace {

struct Row {
    const char* problem;
    const char* optimizer;
    const char* accuracy;
    const char* loss;
};

constexpr Row published_rows[] = {
    {"digits", "gd", "0.956", "0.2438"},        {"digits", "momentum", "0.9928", "0.0413"},
    {"digits", "nesterov", "0.9939", "0.0429"}, {"iris", "gd", "0.98", "0.0970"},
    {"iris", "momentum", "0.98", "0.0495"},     {"iris", "nesterov", "0.98", "0.0495"},
    {"iris", "adam", "0.98", "0.0453"},
};

Problem problem(const char* name, const char* file, std::uint64_t epochs, const std::string& tables) {
    constexpr double penalty = 1e-4;
    Problem problem{.name = name, .source = file, .metric = Metric::accuracy};
    problem.training =
        contest::read_scikit_table((tables.empty() ? contest::scikit_tables : tables) + "/" + file, name);
    problem.validation_data = problem.training;  // the score is that of the training data after an epoch
    problem.network.inputs = problem.training.inputs();
    problem.network.layers = {{100, Activation::relu}, {problem.training.outputs(), Activation::softmax}};
    problem.options.loss = Loss::cross_entropy;
    problem.options.initialisation = Initialisation::scikit_learn;
    problem.options.scaling = ScalingKind::min_max;
    problem.options.batch_size = std::min<std::uint64_t>(200, problem.training.patterns());
    problem.options.weight_decay = penalty / static_cast<double>(problem.options.batch_size);
    problem.options.epochs = epochs;
    return problem;
}

Plan plan(const std::string& tables) {
    Plan plan{.problems = {problem("digits", "digits.csv.gz", 15, tables), problem("iris", "iris.csv", 400, tables)}};
    const std::vector<std::string> rate = {"0.2"}, momentum = {"0.9"};
    plan.contestants = {{"gd", {{"learning_rate", rate}}},
                        {"momentum", {{"learning_rate", rate}, {"momentum", momentum}}},
                        {"nesterov", {{"learning_rate", rate}, {"momentum", momentum}}},
                        {"adam", {{"learning_rate", {"0.01"}}, {"variant", {"eps_hat"}}}}};
    plan.protocol = untuned(10);
    return plan;
}

std::vector<Point> points(const study::Study& study) {
    std::vector<Pair> pairs;
    for (const Row& row : published_rows) {
        const std::string name = std::string(row.problem) + ", " + row.optimizer;
        Pair accuracy{.name = name + ", accuracy on training data", .published = printed(row.accuracy)};
        Pair loss{.name = name + ", loss", .published = printed(row.loss)};
        for (const auto* run : study.of(row.problem, row.optimizer, Phase::final)) {
            const study::CurvePoint& end = stop_of_scikit(run->curve);
            accuracy.ours.push_back(end.validation_accuracy);
            loss.ours.push_back(end.loss);
        }
        pairs.push_back(std::move(accuracy));
        pairs.push_back(std::move(loss));
    }
    return points_of(pairs);
}

}  // namespace

Experiment published_experiments::scikit_curves() {
    return {.name = "scikit-curves",
            .source = "scikit-learn, documentation, \"Compare Stochastic learning strategies for MLPClassifier\"",
            .settings =
                "digits (15 epochs) and iris (400), 100 ReLU units, inputs scaled to [0, 1], rate 0.2 (adam "
                "0.01), penalty 1e-4; ten seeds of ours",
            .minutes = 1,
            .package = "python3-sklearn",
            .plan = plan,
            .points = points};
}

}  // namespace descent::reproduction
