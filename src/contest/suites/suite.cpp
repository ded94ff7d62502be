#include <descent/split.h>

#include <descent/comparison.h>
#include <descent/error.h>

#include <tuple>

#include "base/names.h"
#include "base/text.h"
#include "contest/suites/scikit_table.h"
#include "data/read_dataset.h"

namespace descent::contest {
namespace {

using data::fashion_mnist;

/// A problem with real data. Layers: hidden units; the output layer is softmax over the classes.
struct Entry {
    const char* name;
    const char* file;  ///< fashion-mnist, or a table of scikit-learn
    std::vector<std::size_t> hidden;
    Activation activation;
    Initialisation initialisation;
    ScalingKind scaling;
    std::uint64_t batch_size;
    std::uint64_t epochs;
};

/// Minutes on two cores. The tables are from the UCI repository, as scikit-learn brings them.
std::vector<Entry> small_entries() {
    using enum Activation;
    using enum Initialisation;
    return {
        {"iris", "iris.csv", {16}, tanh, glorot_uniform, ScalingKind::standardise, 16, 40},
        {"wine", "wine_data.csv", {16}, tanh, glorot_uniform, ScalingKind::standardise, 16, 40},
        {"breast-cancer", "breast_cancer.csv", {32}, relu, he_uniform, ScalingKind::standardise, 32, 30},
        {"digits", "digits.csv.gz", {64}, relu, he_uniform, ScalingKind::min_max, 32, 30},
        {"fashion-mnist", fashion_mnist, {128}, sigmoid, glorot_uniform, ScalingKind::none, 64, 5},
    };
}

/// DeepOBS (Schneider et al. 2019): fmnist_mlp is 784-1000-500-100-10 with ReLU, fmnist_logreg has no hidden layer;
/// both batches of 128. Their initial weights are a truncated normal of deviation 0.03, and zeros; ours are He's and
/// Glorot's normal, since the first is no scheme of ours: compare final figures, not first epochs.
std::vector<Entry> full_entries() {
    using enum Activation;
    using enum Initialisation;
    return {
        {"fmnist_logreg", fashion_mnist, {}, relu, glorot_normal, ScalingKind::none, 128, 50},
        {"fmnist_mlp", fashion_mnist, {1000, 500, 100}, relu, he_normal, ScalingKind::none, 128, 100},
    };
}

std::pair<Dataset, Dataset> read_parts(const Entry& entry, const std::string& folder) {
    if (entry.file == std::string_view(fashion_mnist)) {
        return {read_dataset({.path = fashion_mnist}), read_dataset({.path = fashion_mnist, .test_part = true})};
    }
    constexpr double test_fraction = 0.25;
    constexpr std::uint64_t split_seed = 0;  // one test set for all trials; tables are sorted by class
    return split(read_scikit_table(folder + "/" + entry.file, entry.name), test_fraction, split_seed);
}

Problem problem_of(const Entry& entry, const std::string& folder) {
    Problem problem{.name = entry.name, .source = entry.file, .metric = Metric::accuracy};
    std::tie(problem.training, problem.test) = read_parts(entry, folder);
    problem.network.inputs = problem.training.inputs();
    for (const std::size_t units : entry.hidden) problem.network.layers.push_back({units, entry.activation});
    problem.network.layers.push_back({problem.training.outputs(), Activation::softmax});
    problem.validation.fraction = entry.file == std::string_view(fashion_mnist) ? 0.1 : 0.2;
    problem.options.loss = Loss::cross_entropy;
    problem.options.initialisation = entry.initialisation;
    problem.options.scaling = entry.scaling;
    problem.options.batch_size = entry.batch_size;
    problem.options.epochs = entry.epochs;
    return problem;
}

std::string remedy(const Entry& entry) {
    return entry.file == std::string_view(fashion_mnist)
               ? "install the package dataset-fashion-mnist"
               : "install the package python3-sklearn, or name the folder of scikit-learn's data sets";
}

}  // namespace
}  // namespace descent::contest

namespace descent {

Suite read_suite(std::string_view name, const std::string& tables) {
    using namespace contest;
    if (name != "small" && name != "full") throw_unknown(name, {"small", "full"}, "suite");
    std::vector<Entry> entries = small_entries();
    if (name == "full") {
        for (Entry& entry : full_entries()) entries.push_back(std::move(entry));
    }
    Suite suite;
    for (const Entry& entry : entries) {
        try {
            suite.problems.push_back(problem_of(entry, tables.empty() ? scikit_tables : tables));
        } catch (const InputError& error) {
            suite.left_out.push_back(std::string(entry.name) + " is left out (" + error.what() + "): " + remedy(entry));
        }
    }
    for (const char* function : {"rosenbrock", "beale", "noisy-quadratic"}) {
        suite.problems.push_back(test_function_problem(function));
    }
    return suite;
}

}  // namespace descent
