#include "base/columns.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"
#include "cli/options/network_options.h"
#include "cli/options/setting_options.h"
#include "model/gradient_check.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

class CheckGradient : public Command {
public:
    CheckGradient() { network_.hidden = "5,4"; }

    std::string name() const override { return "check-gradient"; }
    std::string summary() const override {
        return "compares the gradient of a network, on random patterns, with finite differences in double";
    }
    std::string examples() const override {
        return "  descent check-gradient --hidden 17,16,15 --activation tanh\n"
               "  # numbers instead of classes, and ReLU, whose kink finite differences may straddle\n"
               "  descent check-gradient --inputs 3 --outputs 2 --hidden 8 --activation relu --loss mse\n";
    }

    void describe(OptionList& options) override {
        options.group("Network");
        network_.add_to(options);
        for (const char* name : {"loss", "huber_delta", "dropout"}) settings_.add(options, name);
        Option& weights = settings_.add(options, "class_weights");
        weights.value = "LIST";
        weights.help = "factors on the cost of the patterns of each class, with commas; for softmax outputs";
        weights.set = [set = weights.set, &row = training::setting("class_weights")](const std::string& given) {
            if (row.follows_from_data(given)) {
                throw UsageError(row.name, "found " + given + ", expected numbers with commas");
            }
            set(given);
        };
        options.whole("inputs", "N", inputs_, {1, 1'000'000'000}, "width of the random patterns");
        options.whole("outputs", "N", outputs_, {1, 1'000'000'000}, "width of their targets");
        options.group("Check");
        options.whole("patterns", "N", patterns_, {1, 1'000'000}, "random patterns");
        options.whole("samples", "N", samples_, {1, 1'000'000'000}, "parameters compared in each tensor");
        add_seed(options, seed_, "seed of weights, patterns and samples");
        add_threads(options, threads_);
        add_common_options(options);
        for (const char* name : {"l1", "weight-decay", "max-norm", "clip-norm", "clip-value"}) {
            options.refuse(name, "is no part of the cost: it acts on a gradient that was computed, in the step");
        }
    }

    Exit run(Console& console) override {
        const TrainingOptions& settings = settings_.options();
        settings_.check_huber_delta(settings.loss);
        const Network network = network_.network(inputs_, outputs_, true, settings.loss);
        const auto checks = training::within_memory_of(network, [&] {
            return model::check_gradient({.network = network,
                                          .loss = settings.loss,
                                          .huber_delta = settings.huber_delta,
                                          .class_weights = settings.class_weights,
                                          .dropout = settings.dropout,
                                          .patterns = patterns_,
                                          .samples = samples_,
                                          .seed = seed_,
                                          .threads = threads_});
        });
        std::vector<std::vector<std::string>> rows;
        bool right = true;
        for (const auto& check : checks) {
            const bool good = check.error <= model::gradient_tolerance;
            right = right && good;
            rows.push_back({check.name, to_text(check.compared) + " of " + to_text(check.parameters) +
                                            " compared, relative error " + short_number(check.error) +
                                            (good ? "" : "  WRONG")});
        }
        console.print(aligned(rows, Side::left) + std::string(right ? "right" : "wrong") + ": the tolerance is " +
                      short_number(model::gradient_tolerance) + "\n");
        return right ? Exit::done : Exit::failed;
    }

private:
    NetworkOptions network_;
    SettingOptions settings_{{.loss = Loss::cross_entropy}};
    std::uint64_t inputs_ = 6;
    std::uint64_t outputs_ = 3;
    std::uint64_t patterns_ = 8;
    std::uint64_t samples_ = 50;
    std::uint64_t seed_ = 1;
    Threads threads_;
};

}  // namespace

std::unique_ptr<Command> make_check_gradient() { return std::make_unique<CheckGradient>(); }

}  // namespace descent::cli
