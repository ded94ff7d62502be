#include <descent/split.h>
#include <descent/version.h>

#include <optional>
#include <tuple>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/dry_run.h"
#include "cli/evaluation/final_figures.h"
#include "cli/launcher.h"
#include "cli/options/common.h"
#include "cli/options/data_options.h"
#include "cli/options/network_options.h"
#include "cli/options/output_options.h"
#include "cli/options/plugin_options.h"
#include "cli/options/setting_options.h"
#include "cli/rank_threads.h"
#include "cli/reporter.h"
#include "cli/signals.h"
#include "cli/stop_together.h"
#include "cli/train_function.h"
#include "model/figures/top_k.h"
#include "training/memory.h"
#include "training/network_workload.h"
#include "training/preparation/decisions.h"
#include "training/preparation/defaults.h"
#include "training/request.h"
#include "training/run_record.h"
#include "training/start_together.h"

namespace descent::cli {
namespace {

using training::decisions_of_run;
using training::default_epochs_text;
using training::default_options;
using training::Lines;

Rule without_function(const std::string& why) { return {.excludes = {"function"}, .why = why}; }

/// What is told to a rank other than the first.
class Follower : public Observer {
public:
    explicit Follower(parallel::Ranks& ranks) : stop_(ranks) {}
    void start(const StartEvent&) override { end_in_good_order(); }
    bool stop_requested() override { return stop_.requested(); }

private:
    StopTogether stop_;
};

/// Everything a run needs, made from the options and checked.
struct Preparation {
    Registry registry;
    std::optional<training::StartModel> start = {};
    std::vector<std::string> targets = {};
    Dataset training = {};
    Dataset validation = {};
    Dataset test = {};
    Network network = {};
    TrainingOptions options = {};
    RankPlace place = {};  ///< of one of several ranks
};

class Train : public Command {
public:
    std::string name() const override { return "train"; }
    std::string summary() const override {
        return "trains a network and writes the model, or minimises a test function";
    }
    std::string examples() const override {
        return "  # 87% and more on the published test set, in under a minute\n"
               "  descent train --data fashion-mnist --hidden 128 --optimizer adam --epochs 10 --out m.safetensors\n"
               "  # classes of a table, a tenth held out, the best weights kept\n"
               "  descent train --data iris.csv --target species --hidden 16 --scaling standardise \\\n"
               "      --validation 0.1 --patience 20 --epochs 500 --out iris.safetensors\n"
               "  # numbers of a table with gaps, without a column that only counts rows; later more rows\n"
               "  descent train --data rents.csv --target rent --missing mean --ignore id --out rent.safetensors\n"
               "  descent train --from rent.safetensors --data new.csv --out rent2.safetensors\n"
               "  # full batch, the update rule of the textbook, a falling learning rate\n"
               "  descent train --data xor.csv --target y --hidden 4 --loss mse --optimizer gd \\\n"
               "      --set learning_rate=1 --batch-size full --epochs 5000 --schedule cosine\n"
               "  # a run of days that survives kills: the same command resumes it\n"
               "  descent train --config run.ini --checkpoint run.checkpoint --resume --out m.safetensors\n"
               "  # the same loop on a function whose minimum is known\n"
               "  descent train --function rosenbrock --optimizer adam --set learning_rate=0.02 --epochs 50\n";
    }

    void describe(OptionList& options) override {
        options.group("Data", {without_function("a function has no data")});
        data_.add_to(options, "to train on", DataOptions::Purpose::training);
        test_.add_to(options);
        add_holdout(options, "validation", validation_,
                    "share of the data that is held out and measured after every epoch: of each class where there are "
                    "classes, drawn by the seed; last:FRACTION is the end of the file, for data in order");
        validation_data_.add_to(options, {"validation", "group-by"});
        data_.add_groups(options, {{.needs = {"validation"}}});
        data_.add_weights(options);
        options.group("Function");
        options.text("function", "NAME", function_,
                     "test function that is minimised instead of a network's loss: " + join(test_functions()));
        options.group("Network", {without_function("a function has no network")});
        network_.add_to(options);
        settings_.add(options, [](const Setting& row) { return row.theme == Theme::network; });
        options.group("Optimizer");
        settings_.add(options, [](const Setting& row) { return row.theme == Theme::optimizer; });
        plugins_.add_to(options);
        const auto training = [](Scope scope) {
            return [scope](const Setting& row) { return row.theme == Theme::training && row.scope == scope; };
        };
        options.group("Training on data", {without_function("a function has no data")});
        settings_.add(options, training(Scope::data));
        options.group("Training");
        settings_.add(options, "epochs").default_text = std::string(default_epochs_text) + "; of a function: 10";
        settings_.add(options, [&](const Setting& row) { return training(Scope::any)(row) && row.name != "epochs"; });
        output_.add_to(options, settings_);
        dry_run_.add_to(options);
        add_common_options(options);
    }

    void join_ranks(parallel::Ranks& ranks) override { ranks_ = &ranks; }

    Exit run(Console& console) override {
        if (!function_.empty()) {
            if (ranks_->size() > 1)
                throw UsageError("function", "has no work to share among ranks: start it without mpirun");
            output_.check();
            const TrainingOptions options = settings_.on_top_of({.optimizer = default_options().optimizer});
            return train_function(console, function_, options, plugins_.registry(), output_);
        }
        const Preparation run = place_rank(prepare());
        training::NetworkWorkload workload(run.network, run.training, run.validation,
                                           run.start ? &*run.start : nullptr);
        if (run.test.patterns() > 0) workload.check_held_out(run.test, run.options);
        if (ranks_->rank() > 0) return dry_run_.wanted ? Exit::done : follow(run, workload);
        if (dry_run_.wanted) {
            output_.check_folders(run.options.checkpoint);
            const DryRunOf of{workload, run.network, run.options, run.registry, run.targets, output_.metrics_every};
            return dry_run(console, of, output_.quiet ? Lines() : decisions(run), dry_run_.json);
        }
        output_.check();
        MetricsLog metrics(output_.metrics, output_.metrics_every,
                           [&](const std::string& line) { console.message(line); });
        return metrics.ended_by_errors_of([&] { return train_and_finish(console, run, workload, metrics); });
    }

private:
    Preparation prepare() const {
        Preparation run{.registry = plugins_.registry()};
        run.registry.info(settings_.options().optimizer);  // an unknown name is said before data is read
        run.start = settings_.start();
        const Model* const from = run.start ? &run.start->model : nullptr;
        run.targets = data_.targets_with(from);
        training::DataChoice source = data_;
        source.targets = run.targets;
        source.threads = settings_.options().threads;
        const Dataset data = source.read_to_train(from);
        run.test = test_.read(source, data);
        std::tie(run.training, run.validation) = split(data, validation_, settings_.options().seed);
        if (!validation_data_.data.empty()) run.validation = validation_data_.read(source, data);
        run.options = settings_.options_of_run(run.training, from, run.registry);
        model::check_top_k(output_.top_k, run.training.class_names().size());
        run.network = network_.for_data(run.training, run.options.loss, from);
        return run;
    }

    /// Several ranks share a machine.
    Preparation place_rank(Preparation run) const {
        if (ranks_->size() == 1) return run;
        const auto launch = launch_of_this_process();
        run.place = place_of_rank(launch ? launch->on_machine : 1);
        run.options.threads.count = threads_of_rank(run.options.threads.count, run.place);
        return run;
    }

    Lines decisions(const Preparation& run) const {
        Lines lines;
        if (run.start) lines.push_back(training::model_note(run.start->model, run.options.from));
        training::append(lines, decisions_of_run(run.network, run.training, run.validation, run.test, settings_,
                                                 run.options, run.registry));
        if (ranks_->size() > 1) {
            const std::uint64_t patterns = run.training.patterns(), batch = run.options.batch_size;
            lines.push_back(training::work_of_ranks(ranks_->size(), batch == 0 ? patterns : std::min(batch, patterns)));
            const std::string note = binding_note(settings_.options().threads.count, run.place);
            if (!note.empty()) lines.push_back(note);
        }
        return lines;
    }

    Json description_of(const Preparation& run, const training::NetworkWorkload& workload) const {
        Json description = {{"version", version},
                            {"data", data_.data},
                            {"labels", data_.labels},
                            {"targets", run.targets},
                            {"validation", to_string(validation_)}};
        if (!validation_data_.data.empty()) description["validation"] = validation_data_.data;
        for (const auto& [name, value] : data_.reading(run.training)) description[name] = value;
        description.update(training::run_record(workload, run.options, run.registry));
        return description;
    }

    TrainingResult train_with(const Preparation& run, const TrainingOptions& options,
                              training::NetworkWorkload& workload, Observer& observer) const {
        return training::within_memory(training::memory_of(run.network, options, run.registry), [&] {
            return training::train({.workload = workload,
                                    .options = options,
                                    .registry = run.registry,
                                    .observer = observer,
                                    .ranks = *ranks_});
        });
    }

    /// The same run at a rank that shares the work, and leaves files and words to rank 0.
    Exit follow(const Preparation& run, training::NetworkWorkload& workload) const {
        Follower observer(*ranks_);
        const TrainingResult result = train_with(run, training::without_checkpoint(run.options), workload, observer);
        if (result.reason == StopReason::diverged) return Exit::failed;
        return noted_signal() == 0 ? Exit::done : ended_by(noted_signal());
    }

    Exit train_and_finish(Console& console, const Preparation& run, training::NetworkWorkload& workload,
                          MetricsLog& metrics) const {
        Reporter reporter(console, output_, metrics, description_of(run, workload), Trained::network, decisions(run),
                          *ranks_);
        TrainingResult result = train_with(run, run.options, workload, reporter);
        result.model.target_names = run.targets;
        return finish(console, run, result, metrics);
    }

    Exit finish(Console& console, const Preparation& run, const TrainingResult& result, MetricsLog& metrics) const {
        const bool diverged = result.reason == StopReason::diverged;
        if (!diverged && !output_.out.empty())
            metrics.making_room_for(output_.out, [&] { save(result.model, output_.out); });
        end_at_once();
        if (!diverged && noted_signal() != 0 &&
            result.reason != StopReason::interrupted) {  // while the model was saved
            metrics.done(result, Json::object());
            return exit_of(console, result, run.options);
        }
        const bool shows_all = !output_.quiet || !output_.metrics.empty();
        const FinalFigures figures(result, {run.training, run.validation, run.test}, run.options, shows_all,
                                   output_.top_k);
        metrics.done(result, figures.json());
        if (diverged) {
            console.error(result.message + "; no model was written");
            return Exit::failed;
        }
        figures.say(console, output_.quiet, result.model);
        if (!output_.quiet) say_what_was_done(console, run, result);
        return exit_of(console, result, run.options);
    }

    void say_what_was_done(Console& console, const Preparation& run, const TrainingResult& result) const {
        say_why_it_ended(console, result, run.options);
        console.message(output_.out.empty() ? "no model was written: --out names none"
                                            : "the model is in " + printable(output_.out, 1000));
    }

    parallel::Ranks* ranks_ = &parallel::one_rank();
    DataOptions data_;
    std::string function_;
    TestDataOptions test_;
    NetworkOptions network_;
    PluginOptions plugins_;
    Holdout validation_;
    ValidationDataOptions validation_data_;
    SettingOptions settings_{default_options()};
    OutputOptions output_;
    DryRunOptions dry_run_;
};

}  // namespace

std::unique_ptr<Command> make_train() { return std::make_unique<Train>(); }

}  // namespace descent::cli
