#include <descent/model.h>

#include "base/json.h"
#include "cli/commands/list.h"
#include "cli/evaluation/json.h"
#include "cli/evaluation/no_better.h"
#include "cli/evaluation/no_number.h"
#include "cli/evaluation/text.h"
#include "cli/options/common.h"
#include "cli/options/data_options.h"
#include "cli/options/model_options.h"
#include "cli/options/setting_options.h"

namespace descent::cli {
namespace {

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
        data_.add_to(options, "to measure on", DataOptions::Purpose::model);
        data_.add_weights(options);
        options.group("Work and output");
        add_threads(options, data_.threads);
        options.flag("json", json_, "one line of JSON instead of a table");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Model model = model_.read();
        const Dataset data = data_.read_for(model, false);
        say_notes(console, data);
        const Evaluation result = evaluate(model, data, data_.threads);
        console.print(json_ ? to_json_line(to_json(result, model)) + "\n" : table_of(result, model));
        for (const std::string& note : {no_number_note(result), no_better_note(result, model)}) {
            if (!note.empty()) console.message(note);
        }
        return Exit::done;
    }

private:
    ModelOptions model_;
    DataOptions data_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_evaluate() { return std::make_unique<Evaluate>(); }

}  // namespace descent::cli
