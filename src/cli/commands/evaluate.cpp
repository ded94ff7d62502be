#include <descent/model.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/evaluation/no_better.h"
#include "cli/evaluation/no_number.h"
#include "cli/evaluation/text.h"
#include "cli/options/common.h"
#include "cli/options/data_options.h"
#include "cli/options/model_options.h"
#include "cli/options/setting_options.h"
#include "cli/options/top_k.h"
#include "model/evaluation/json.h"
#include "model/figures/top_k.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

/// Weights that nobody gave to this command; the first few of many.
std::string class_weights_note(const Model& model) {
    constexpr std::size_t shown = 10;
    std::vector<std::string> weights;
    for (std::size_t i = 0; i < std::min(shown, model.class_weights.size()); ++i) {
        weights.push_back(printable(model.class_names[i], 30) + " " + to_text(model.class_weights[i]));
    }
    if (weights.empty()) return "";
    return "classes are weighted as in training: " + join(weights) +
           (model.class_weights.size() > shown ? ", ..." : "");
}

class Evaluate : public Command {
public:
    std::string name() const override { return "evaluate"; }
    std::string summary() const override {
        return "measures a model on data: loss, errors and R2 of numbers, accuracy and confusion of classes";
    }
    std::string examples() const override {
        return "  # the published test set\n"
               "  descent evaluate --model m.safetensors --data fashion-mnist\n"
               "  # for a script\n"
               "  descent evaluate --model iris.safetensors --data iris.csv --target species --json\n";
    }

    void describe(OptionList& options) override {
        model_.add_to(options);
        options.group("Data");
        data_.add_to(options, "to measure on", DataOptions::Purpose::measurement);
        data_.add_weights(options);
        options.group("Work and output");
        add_top_k(options, top_k_);
        add_threads(options, data_.threads);
        options.flag("json", json_, "one line of JSON instead of a table");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Model model = model_.read();
        model::check_top_k(top_k_, model.class_names.size());  // before data is read
        const Dataset data = data_.read_for(model, false);
        say_notes(console, data);
        if (const std::string note = class_weights_note(model); !note.empty()) console.message(note);
        const Evaluation result = training::computing_within_memory(
            model, data.patterns(), [&] { return evaluate(model, data, data_.threads, top_k_); });
        console.print(json_ ? to_json_line(model::to_json(result, model)) + "\n" : table_of(result, model));
        for (const std::string& note : {no_number_note(result), no_better_note(result, model)}) {
            if (!note.empty()) console.message(note);
        }
        return Exit::done;
    }

private:
    ModelOptions model_;
    DataOptions data_;
    bool json_ = false;
    std::optional<std::size_t> top_k_;
};

}  // namespace

std::unique_ptr<Command> make_evaluate() { return std::make_unique<Evaluate>(); }

}  // namespace descent::cli
