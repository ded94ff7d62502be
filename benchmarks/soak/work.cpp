#include "soak/work.h"

#include <descent/error.h>
#include <descent/split.h>

#include <array>
#include <fstream>

#include "base/random.h"

namespace descent::bench {
namespace {

constexpr std::size_t inputs = 12;
constexpr std::size_t patterns = 600;

/// Three overlapping clouds: x0, ..., x11, kind.
void write_table(const std::string& path) {
    RandomStream random(1, "soak");
    std::ofstream file(path);
    for (std::size_t i = 0; i < inputs; ++i) file << 'x' << i << ',';
    file << "kind\n";
    for (std::size_t p = 0; p < patterns; ++p) {
        for (std::size_t i = 0; i < inputs; ++i) file << random.uniform() + 0.3 * static_cast<double>(p % 3) << ',';
        file << "kind " << p % 3 << '\n';
    }
}

void require(bool right, const std::string& what) {
    if (!right) throw Error("the soak expected that " + what);
}

/// Ends a run as Ctrl-C does.
struct StopAfter : Observer {
    std::uint64_t steps = 0;
    std::uint64_t limit = 0;

    void step(const StepEvent& event) override { steps = event.step; }
    bool stop_requested() override { return steps >= limit; }
};

TrainingOptions options_of(std::uint64_t round, const Registry& registry) {
    constexpr std::array<std::uint64_t, 4> batch_sizes = {0, 1, 32, 300};
    constexpr std::array<std::size_t, 3> threads = {1, 2, 4};
    const auto optimizers = registry.list();
    TrainingOptions options{.loss = Loss::cross_entropy, .scaling = ScalingKind::standardise};
    options.optimizer = optimizers[round % optimizers.size()].name;
    options.batch_size = batch_sizes[round % batch_sizes.size()];
    options.threads = {threads[round % threads.size()]};
    options.epochs = 6;
    options.patience = round % 2 == 0 ? 0 : 4;
    options.clip_norm = round % 5 == 0 ? 1 : 0;
    options.seed = round;
    return options;
}

}  // namespace

MixedWork::MixedWork(std::string folder) : folder_(std::move(folder)) {
    write_table(path("table.csv"));
    std::ofstream(path("damaged.csv")) << "x0,kind\n1,a\nb\n";
    std::ofstream(path("damaged.safetensors")) << "no model";
}

void MixedWork::round(std::uint64_t number) {
    const Dataset data = read_dataset({.path = path("table.csv"), .targets = {"kind"}});
    TrainingOptions options = options_of(number, registry_);
    options.checkpoint = path("checkpoint");
    train_once(options, data, 4);
    options.resume = true;
    const TrainingResult result = train_once(options, data, UINT64_MAX);
    use(result.model, data, options.threads);

    TrainingOptions too_fast{.optimizer = "gd", .settings = {{"learning_rate", "100"}}, .epochs = 50};
    too_fast.on_divergence = OnDivergence::restore;
    train_once(too_fast, data, UINT64_MAX);
    be_refused();
}

TrainingResult MixedWork::train_once(const TrainingOptions& options, const Dataset& data, std::uint64_t stop_after) {
    const bool softmax = options.loss == Loss::cross_entropy;
    const Network network{
        .inputs = inputs,
        .layers = {{24, Activation::relu}, {3, softmax ? Activation::softmax : Activation::identity}}};
    StopAfter observer;
    observer.limit = stop_after;
    const auto [training, validation] = split(data, 0.2, 1);
    ++trainings_;
    return train(network, training, validation, options, registry_, observer);
}

void MixedWork::use(const Model& model, const Dataset& data, const Threads& threads) const {
    save(model, path("model.safetensors"));
    const Model loaded = load(path("model.safetensors"));
    require(evaluate(loaded, data, threads).patterns == patterns, "every pattern is evaluated");
    require(predict(loaded, data, threads).size() == 3 * patterns, "every pattern is predicted");
}

void MixedWork::be_refused() const {
    int refused = 0;
    try {
        read_dataset({.path = path("damaged.csv"), .targets = {"kind"}});
    } catch (const InputError&) {
        ++refused;
    }
    try {
        load(path("damaged.safetensors"));
    } catch (const InputError&) {
        ++refused;
    }
    require(refused == 2, "damaged files are refused");
}

}  // namespace descent::bench
