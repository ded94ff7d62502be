#include <descent/version.h>

#include <tuple>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/metrics_log.h"
#include "cli/options/common.h"
#include "cli/options/data_options.h"
#include "cli/options/network_options.h"
#include "cli/options/output_options.h"
#include "cli/options/plugin_options.h"
#include "cli/options/setting_options.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "training/run_record.h"

namespace descent::cli {
namespace {

/// What a run tells, passed on to the terminal and the file of metrics.
class Reporter : public Observer {
public:
    Reporter(Console& console, bool quiet, MetricsLog& metrics, Json description)
        : console_(console),
          progress_(console),
          quiet_(quiet),
          metrics_(metrics),
          description_(std::move(description)) {}

    void start(const StartEvent& event) override {
        metrics_.start(description_, event);
        if (!quiet_) progress_.start(event);
    }
    void step(const StepEvent& event) override {
        if (!quiet_) progress_.step(event);
    }
    void epoch(const EpochEvent& event) override {
        metrics_.epoch(event);
        if (!quiet_) progress_.epoch(event);
    }
    void notice(const std::string& line) override { console_.message(line); }
    bool stop_requested() override { return noted_signal() != 0; }

private:
    Console& console_;
    Progress progress_;
    bool quiet_;
    MetricsLog& metrics_;
    Json description_;
};

/// Where this command differs from the library.
TrainingOptions defaults() { return {.optimizer = "adam", .batch_size = 64}; }

/// Everything a run needs, made from the options and checked.
struct Preparation {
    Registry registry;
    Dataset training = {};
    Dataset validation = {};
    Dataset test = {};
    Network network = {};
    TrainingOptions options = {};
};

class Train : public Command {
public:
    std::string name() const override { return "train"; }
    std::string summary() const override { return "trains a network and writes the model"; }
    std::string examples() const override {
        return "  # 87% and more on the published test set, in under a minute\n"
               "  descent train --data fashion-mnist --hidden 128 --optimizer adam --epochs 10 --out m.safetensors\n"
               "  # classes of a table, a tenth held out, the best weights kept\n"
               "  descent train --data iris.csv --target species --hidden 16 --scaling standardise \\\n"
               "      --validation 0.1 --patience 20 --epochs 500 --out iris.safetensors\n"
               "  # full batch, the update rule of the textbook, a falling learning rate\n"
               "  descent train --data xor.csv --target y --hidden 4 --loss mse --optimizer gd \\\n"
               "      --set learning_rate=1 --batch-size full --epochs 5000 --schedule cosine\n"
               "  # a run of days that survives kills: the same command resumes it\n"
               "  descent train --config run.ini --checkpoint run.checkpoint --resume --out m.safetensors\n";
    }

    void describe(OptionList& options) override {
        options.group("Data");
        data_.add_to(options, "to train on");
        test_.add_to(options);
        options.number("validation", "FRACTION", validation_, {0, 0.999},
                       "share of the data that is held out and measured after every epoch");
        options.group("Network");
        network_.add_to(options);
        settings_.add(options, [](const Setting& row) { return row.theme == Theme::network; });
        options.group("Optimizer");
        settings_.add(options, [](const Setting& row) { return row.theme == Theme::optimizer; });
        plugins_.add_to(options);
        options.group("Training");
        settings_.add(options, [](const Setting& row) { return row.theme == Theme::training; });
        output_.add_to(options, settings_);
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Preparation run = prepare();
        output_.check(run.options.checkpoint);
        MetricsLog metrics(output_.metrics);
        Reporter reporter(console, output_.quiet, metrics, description_of(run));
        TrainingResult result = train(run.network, run.training, run.validation, run.options, run.registry, reporter);
        result.model.target_names = data_.targets;
        return finish(console, run, result, metrics);
    }

private:
    Preparation prepare() const {
        Preparation run{.registry = plugins_.registry()};
        run.registry.info(settings_.options().optimizer);  // an unknown name is said before data is read
        const Dataset data = data_.read();
        run.test = test_.read(data_, data);
        std::tie(run.training, run.validation) = split(data, validation_, settings_.options().seed);
        run.options = settings_.on_top_of(defaults(), run.training);
        run.network = network_.network(data.inputs(), data.outputs(), data.has_classes(), run.options.loss);
        return run;
    }

    Json description_of(const Preparation& run) const {
        Json description = {{"version", version},
                            {"data", data_.data},
                            {"labels", data_.labels},
                            {"targets", data_.targets},
                            {"validation", validation_}};
        description.update(training::run_record(run.network, run.training, run.validation, run.options, run.registry));
        return description;
    }

    Exit finish(Console& console, const Preparation& run, const TrainingResult& result, MetricsLog& metrics) const {
        const bool diverged = result.reason == StopReason::diverged;
        Json figures = Json::object();
        if (!diverged && !output_.out.empty()) save(result.model, output_.out);
        if (!diverged && run.test.patterns() > 0) figures = measure(console, run, result.model);
        metrics.done(result, figures);
        if (diverged) {
            console.error(result.message + "; no model was written");
            return Exit::failed;
        }
        if (!output_.quiet) say_what_was_done(console, run, result);
        return result.reason == StopReason::interrupted ? static_cast<Exit>(128 + noted_signal()) : Exit::done;
    }

    void say_what_was_done(Console& console, const Preparation& run, const TrainingResult& result) const {
        const bool resumable = result.reason == StopReason::interrupted && !run.options.checkpoint.empty();
        if (!result.message.empty()) {
            console.message(result.message + (resumable ? "; the same command with --resume resumes it" : ""));
        }
        console.message(output_.out.empty() ? "no model was written: --out names none"
                                            : "the model is in " + printable(output_.out, 1000));
    }

    Json measure(Console& console, const Preparation& run, const Model& model) const {
        const Evaluation test = evaluate(model, run.test, run.options.threads);
        std::string line = "test loss " + short_number(test.loss);
        Json figures = {{"test_patterns", test.patterns}, {"test_loss", test.loss}};
        if (run.test.has_classes()) {
            line += ", test accuracy " + percent(test.accuracy);
            figures["test_accuracy"] = test.accuracy;
        }
        console.print(line + "\n");
        return figures;
    }

    DataOptions data_;
    TestDataOptions test_;
    NetworkOptions network_;
    PluginOptions plugins_;
    double validation_ = 0;
    SettingOptions settings_{defaults()};
    OutputOptions output_;
};

}  // namespace

std::unique_ptr<Command> make_train() { return std::make_unique<Train>(); }

}  // namespace descent::cli
